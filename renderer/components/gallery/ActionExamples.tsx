import { Ban, Columns3, Download, MoreHorizontal, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../Button.tsx';
import { IconButton } from '../IconButton.tsx';
import { Kbd } from '../Kbd.tsx';
import { Menu } from '../Menu.tsx';
import { Tooltip } from '../Tooltip.tsx';
import { Example } from './Example.tsx';

const reasons = [
  { text: 'Two investors have no bank account.', goTo: () => document.getElementById('fields')?.scrollIntoView() },
  { text: 'The tie-out is short by USD 0.01.', goTo: () => document.getElementById('records')?.scrollIntoView() },
  { text: 'The period June 2026 is closed.' },
];

export function ActionExamples() {
  const [busy, setBusy] = useState(false);
  const [pressed, setPressed] = useState(true);
  return (
    <>
      <Example name="Button">
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary">Approve</Button>
          <Button icon={Plus}>Add investor</Button>
          <Button variant="quiet">Cancel</Button>
          <Button variant="danger" icon={Trash2}>
            Remove user
          </Button>
          <Button variant="primary" busy>
            Approving…
          </Button>
          <Button busy={busy} onClick={() => setBusy(true)}>
            Press to see it busy
          </Button>
          <Button variant="primary" reasons={reasons}>
            Approve
          </Button>
          <Button size="small">Small</Button>
          <Button size="small" variant="primary">
            Small
          </Button>
        </div>
      </Example>
      <Example name="IconButton, Tooltip, Kbd">
        <div className="flex flex-wrap items-center gap-2">
          <IconButton icon={Download} label="Export" shortcut="Ctrl+E" />
          <IconButton icon={Columns3} label="Columns" pressed={pressed} onClick={() => setPressed(!pressed)} />
          <IconButton icon={Ban} label="Void" reasons={reasons.slice(0, 1)} />
          <IconButton icon={Plus} label="Add" size="small" />
          <Tooltip content="A tooltip on a plain button" shortcut="Ctrl+K">
            <Button>Hover or focus</Button>
          </Tooltip>
          <Kbd keys="Ctrl+Shift+K" />
        </div>
      </Example>
      <Example name="Menu">
        <Menu
          trigger={<Button icon={MoreHorizontal}>More</Button>}
          items={[
            { heading: 'Distribution' },
            { id: 'copy', label: 'Duplicate', shortcut: 'Ctrl+D', onSelect: () => {} },
            { id: 'export', label: 'Export', icon: Download, onSelect: () => {} },
            { id: 'totals', label: 'Show totals', checked: true, onSelect: () => {} },
            { separator: true },
            {
              id: 'void',
              label: 'Void',
              icon: Ban,
              tone: 'danger',
              onSelect: () => {},
              reasons: [{ text: 'It has been paid. Use Reverse.' }],
            },
          ]}
        />
      </Example>
    </>
  );
}

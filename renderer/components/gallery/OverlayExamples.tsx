import { useState } from 'react';
import { Button } from '../Button.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { Dialog } from '../Dialog.tsx';
import { Drawer } from '../Drawer.tsx';
import { Field } from '../Field.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { Popover } from '../Popover.tsx';
import { TextInput } from '../TextInput.tsx';
import { Example } from './Example.tsx';

type Shown = 'dialog' | 'drawer' | 'confirm' | 'typed' | null;

export function OverlayExamples() {
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  return (
    <Example name="Dialog, Drawer, ConfirmDialog, Popover">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setShown('dialog')}>Open dialog</Button>
        <Button onClick={() => setShown('drawer')}>Open drawer</Button>
        <Button onClick={() => setShown('confirm')}>Remove a user…</Button>
        <Button onClick={() => setShown('typed')}>Delete a draft…</Button>
        <Popover trigger={<Button>Explain 33.34</Button>} title="How 33.34 came about">
          <KeyValueList
            items={[
              { label: 'Source', value: '100.00' },
              { label: 'Share', value: '1 of 3' },
              { label: 'Rounding', value: '+0.01, largest fraction' },
            ]}
          />
        </Popover>
      </div>
      <Dialog
        open={shown === 'dialog'}
        onOpenChange={close}
        title="Add user"
        description="They choose their own passphrase when they first unlock."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" reasons={[{ text: 'Enter a name.' }]}>
              Add user
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Name" required>
            <TextInput />
          </Field>
          <Field label="Mail">
            <TextInput type="email" />
          </Field>
        </div>
      </Dialog>
      <Drawer
        open={shown === 'drawer'}
        onOpenChange={close}
        title="Command 4,182"
        description="settings.change by Ada Mercer"
        footer={<Button onClick={close}>Close</Button>}
      >
        <KeyValueList
          items={[
            { label: 'Recorded', value: '2026-06-30 14:05' },
            { label: 'Before', value: '15 minutes' },
            { label: 'After', value: '5 minutes' },
          ]}
        />
      </Drawer>
      <Confirmations shown={shown} close={close} />
    </Example>
  );
}

function Confirmations({ shown, close }: Readonly<{ shown: Shown; close: () => void }>) {
  return (
    <>
      <ConfirmDialog
        open={shown === 'confirm'}
        onOpenChange={close}
        title="Remove user?"
        thing="Ben Osei"
        extent="Preparer · 214 commands in the log"
        consequence="Ben can no longer unlock this workspace. What Ben did stays in the log."
        confirmLabel="Remove user"
        onConfirm={close}
      />
      <ConfirmDialog
        open={shown === 'typed'}
        onOpenChange={close}
        title="Delete draft?"
        thing="Q2 2026 distribution"
        extent="180 lines, USD 1,000,000.00"
        consequence="The draft and its entries are gone for good."
        confirmLabel="Delete draft"
        typeToConfirm="Q2 2026"
        onConfirm={close}
      />
    </>
  );
}

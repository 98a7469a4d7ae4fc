import { Dialog } from '#renderer/components/Dialog.tsx';
import { type AppCommand, useCommands } from './commands.ts';
import { KeyCaps } from './Palette.tsx';
import { useView } from './view.ts';

/** Keys that work inside every table and form, which no command stands for. */
const always: readonly Readonly<{ title: string; keys: string }>[] = [
  { title: 'Close what is on top', keys: 'escape' },
  { title: 'Next or previous control', keys: 'Tab' },
  { title: 'Move in a table', keys: 'arrowup arrowdown' },
  { title: 'Open the row', keys: 'enter' },
  { title: 'Select the row', keys: 'space' },
];

export function ShortcutSheet() {
  const { overlay, show } = useView();
  const withKeys = useCommands().filter((command): command is AppCommand & { keys: string } => command.keys !== undefined);
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Dialog
      open={overlay === 'shortcuts'}
      onOpenChange={(open) => show(open ? 'shortcuts' : null)}
      title="Keyboard shortcuts"
      description="Single letters work whenever no field has the focus. Press the keys of a pair one after the other."
      size="large"
    >
      <div className="columns-1 gap-8 sm:columns-2">
        {groups.map((group) => (
          <ShortcutGroup key={group} title={group} lines={withKeys.filter((command) => command.group === group)} />
        ))}
        <ShortcutGroup title="Everywhere" lines={always} />
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ title, lines }: Readonly<{ title: string; lines: readonly Readonly<{ title: string; keys: string }>[] }>) {
  return (
    <section aria-label={title} className="mb-5 break-inside-avoid">
      <h3 className="mb-1 font-medium text-muted text-small">{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.title} className="flex min-h-7 items-center justify-between gap-4 border-line/60 border-b text-ui">
            {line.title}
            <KeyCaps keys={line.keys} />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { backdropClass } from '#renderer/components/Dialog.tsx';
import { Kbd } from '#renderer/components/Kbd.tsx';
import { type AppCommand, useCommands } from './commands.ts';
import { isMac, keyCaps } from './keys.ts';
import { paletteOrder } from './paletteOrder.ts';
import { useView } from './view.ts';

/** Everything that can be done from here, found by typing. It waits hidden, so that it stands at once when it is called. */
export function Palette() {
  const { overlay, show } = useView();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const open = overlay === 'palette';
  return (
    <Dialog.Root open={open} onOpenChange={(next) => show(next ? 'palette' : null)} onOpenChangeComplete={(next) => next || setTyped('')}>
      <Dialog.Portal keepMounted>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          aria-label="Search commands"
          initialFocus={input}
          className="fixed top-[12vh] left-1/2 z-40 w-140 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-overlay bg-raised shadow-overlay outline-none"
        >
          <PaletteList input={input} typed={typed} onType={setTyped} onDone={() => show(null)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const headingClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-mini [&_[cmdk-group-heading]]:text-muted';

type PaletteListProps = Readonly<{
  input: RefObject<HTMLInputElement | null>;
  typed: string;
  onType: (typed: string) => void;
  onDone: () => void;
}>;

/** Without words the commands stand by group; with words, the best answer first. */
function PaletteList({ input, typed, onType, onDone }: PaletteListProps) {
  const commands = useCommands().filter(({ id }) => id !== 'window.palette');
  const found = paletteOrder(commands, typed);
  const groups = typed.trim() ? [] : [...new Set(found.map(({ group }) => group))];
  return (
    <Command label="Commands" loop shouldFilter={false}>
      <div className="flex h-11 items-center gap-2.5 border-line border-b px-3.5">
        <Search size={16} className="text-muted" aria-hidden />
        <Command.Input
          ref={input}
          value={typed}
          onValueChange={onType}
          placeholder="Where to, or what to do?"
          className="h-full min-w-0 flex-1 bg-transparent text-lead outline-none"
        />
        <Kbd keys="Esc" />
      </div>
      <Command.List className="max-h-[52vh] scroll-py-1 overflow-auto p-1.5">
        {found.length === 0 && <p className="px-3 py-8 text-center text-muted text-ui">Nothing matches. Try another word for it.</p>}
        {groups.map((group) => (
          <Command.Group key={group} heading={group} className={headingClass}>
            {found
              .filter((command) => command.group === group)
              .map((command) => (
                <PaletteItem key={command.id} command={command} onDone={onDone} />
              ))}
          </Command.Group>
        ))}
        {groups.length === 0 && found.map((command) => <PaletteItem key={command.id} command={command} onDone={onDone} showGroup />)}
      </Command.List>
    </Command>
  );
}

type PaletteItemProps = Readonly<{ command: AppCommand; onDone: () => void; showGroup?: boolean }>;

function PaletteItem({ command: { id, title, group, icon: Icon, keys, run }, onDone, showGroup = false }: PaletteItemProps) {
  const choose = () => {
    onDone();
    // After the palette gave the focus back, so that what opens now can take it.
    requestAnimationFrame(run);
  };
  return (
    <Command.Item
      value={id}
      onSelect={choose}
      className="flex h-8 cursor-default select-none items-center gap-2.5 rounded-control px-2 text-ui data-[selected=true]:bg-accent-soft"
    >
      {Icon ? <Icon size={15} className="text-muted" aria-hidden /> : <span className="w-[15px]" />}
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {showGroup && <span className="text-muted text-small">{group}</span>}
      {keys && <KeyCaps keys={keys} />}
    </Command.Item>
  );
}

export function KeyCaps({ keys }: Readonly<{ keys: string }>) {
  return (
    <span className="inline-flex items-center gap-1">
      {keyCaps(keys, isMac).map((cap) => (
        <Kbd key={cap} keys={cap} />
      ))}
    </span>
  );
}

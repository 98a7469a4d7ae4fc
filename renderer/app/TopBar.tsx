import { CircleUserRound, DoorOpen, Keyboard, KeyRound, LockKeyhole, Search, SlidersHorizontal } from 'lucide-react';
import { Badge } from '#renderer/components/Badge.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { Kbd } from '#renderer/components/Kbd.tsx';
import { Menu } from '#renderer/components/Menu.tsx';
import { useHost } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import { roleTitles } from '#shared/model/access.ts';
import { JobIndicator } from './JobIndicator.tsx';
import { isMac, keyCaps } from './keys.ts';
import markUrl from './mark.svg';
import { useGoTo } from './navigate.ts';
import { useView } from './view.ts';

const caps = (keys: string): string => keyCaps(keys, isMac).join(' ');

type TopBarProps = Readonly<{ house: string; practice: boolean }>;

export function TopBar({ house, practice }: TopBarProps) {
  const { profile } = useMe();
  const lock = useHost('host.lock');
  return (
    <header data-print="hide" className="col-span-2 flex h-11 items-center gap-3 border-line border-b bg-surface px-3">
      <img src={markUrl} alt="" width={20} height={20} />
      <span className="min-w-0 truncate font-semibold text-ui" title={house}>
        {house}
      </span>
      {practice && <Badge tone="warn">PRACTICE</Badge>}
      {!practice && profile === 'staging' && <Badge tone="info">STAGING</Badge>}
      <PaletteButton />
      <div className="flex items-center gap-1">
        <JobIndicator />
        <IconButton icon={LockKeyhole} label="Lock the workspace" shortcut={caps('mod+shift+l')} onClick={() => void lock.run({})} />
        <UserMenu />
      </div>
    </header>
  );
}

function PaletteButton() {
  const show = useView(({ show: open }) => open);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => show('palette')}
      className="motion-quick mx-auto flex h-7 w-90 min-w-0 items-center gap-2 rounded-control border border-line bg-sunken px-2.5 text-muted text-ui transition-colors hover:border-line-strong"
    >
      <Search size={14} aria-hidden />
      <span className="min-w-0 flex-1 truncate text-start">Search or do something…</span>
      <Kbd keys={caps('mod+k')} />
    </button>
  );
}

function UserMenu() {
  const { name, roles } = useMe();
  const goTo = useGoTo();
  const show = useView(({ show: open }) => open);
  const lock = useHost('host.lock');
  const close = useHost('host.closeWorkspace');
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="flex h-control max-w-48 items-center gap-1.5 rounded-control px-2 text-ui hover:bg-hover">
          <CircleUserRound size={16} className="text-muted" aria-hidden />
          <span className="truncate">{name}</span>
        </button>
      }
      items={[
        { heading: roles.length > 0 ? roles.map((role) => roleTitles[role]).join(', ') : 'No role in force' },
        { id: 'preferences', label: 'Preferences', icon: SlidersHorizontal, shortcut: caps('g p'), onSelect: () => goTo('/preferences') },
        { id: 'passphrase', label: 'Change passphrase…', icon: KeyRound, onSelect: () => show('passphrase') },
        { id: 'shortcuts', label: 'Keyboard shortcuts', icon: Keyboard, shortcut: '?', onSelect: () => show('shortcuts') },
        { separator: true },
        { id: 'lock', label: 'Lock', icon: LockKeyhole, shortcut: caps('mod+shift+l'), onSelect: () => void lock.run({}) },
        { id: 'close', label: 'Close workspace', icon: DoorOpen, onSelect: () => void close.run({}) },
      ]}
    />
  );
}

import {
  Contrast,
  DoorOpen,
  Keyboard,
  KeyRound,
  LockKeyhole,
  Moon,
  PanelLeft,
  Rows3,
  Rows4,
  Search,
  SunMedium,
  SunMoon,
} from 'lucide-react';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand, useHost } from '#renderer/data/command.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { areas } from './areas.ts';
import { type AppCommand, useScreenCommands } from './commands.ts';
import { useGoTo } from './navigate.ts';
import { useView } from './view.ts';

/** Everything the shell itself offers: going places, how the window looks, and leaving. */
export function useShellCommands(): void {
  const goTo = useGoTo();
  const may = useMay();
  const places = areas
    .filter(({ needs }) => !needs || may(needs))
    .map(
      ({ id, title, path, icon, go, words }): AppCommand => ({
        id: `go.${id}`,
        title: `Go to ${title}`,
        group: 'Go to',
        keys: `g ${go}`,
        icon,
        ...(words ? { words } : {}),
        run: () => goTo(path),
      }),
    );
  useScreenCommands([...places, ...useWindowCommands(), ...useLookCommands(), ...useLeaveCommands()]);
}

function useWindowCommands(): readonly AppCommand[] {
  const { show, toggleRail } = useView.getState();
  return [
    { id: 'window.palette', title: 'Search commands', group: 'Window', keys: 'mod+k', icon: Search, run: () => show('palette') },
    {
      id: 'window.shortcuts',
      title: 'Show keyboard shortcuts',
      group: 'Window',
      keys: '?',
      icon: Keyboard,
      words: 'help keys',
      run: () => show('shortcuts'),
    },
    {
      id: 'window.rail',
      title: 'Narrow or widen the rail',
      group: 'Window',
      keys: '[',
      icon: PanelLeft,
      words: 'sidebar',
      run: toggleRail,
    },
  ];
}

function useLookCommands(): readonly AppCommand[] {
  const { preferences } = useMe();
  const save = useCommand('access.setPreferences');
  const put = async (change: Partial<typeof preferences>) => {
    const reply = await save.run({ preferences: { ...preferences, ...change } });
    if (!reply.ok) notify({ title: 'The preference was not kept.', tone: 'bad' });
  };
  const look = (id: string, title: string, icon: AppCommand['icon'] & object, change: Partial<typeof preferences>): AppCommand => ({
    id: `look.${id}`,
    title,
    group: 'Appearance',
    icon,
    words: 'theme preference',
    run: () => void put(change),
  });
  return [
    look('light', 'Light theme', SunMedium, { theme: 'light' }),
    look('dark', 'Dark theme', Moon, { theme: 'dark' }),
    look('contrast', 'High-contrast theme', Contrast, { theme: 'contrast' }),
    look('system', 'Theme of the system', SunMoon, { theme: 'system' }),
    look('dense', 'Dense rows', Rows4, { density: 'dense' }),
    look('comfortable', 'Comfortable rows', Rows3, { density: 'comfortable' }),
  ];
}

function useLeaveCommands(): readonly AppCommand[] {
  const lock = useHost('host.lock');
  const close = useHost('host.closeWorkspace');
  return [
    {
      id: 'session.lock',
      title: 'Lock the workspace',
      group: 'Session',
      keys: 'mod+shift+l',
      icon: LockKeyhole,
      run: () => void lock.run({}),
    },
    {
      id: 'session.passphrase',
      title: 'Change my passphrase',
      group: 'Session',
      icon: KeyRound,
      words: 'password',
      run: () => useView.getState().show('passphrase'),
    },
    {
      id: 'session.close',
      title: 'Close the workspace',
      group: 'Session',
      icon: DoorOpen,
      words: 'sign out switch',
      run: () => void close.run({}),
    },
  ];
}

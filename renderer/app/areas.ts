import { type LucideIcon, SlidersHorizontal, Sun } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from '#shared/model/access.ts';

type Load = () => Promise<ComponentType>;

/** Groups of the rail, in order; the first has no heading. */
export const groups = ['Work', 'House', 'You'] as const;

export type Area = Readonly<{
  id: string;
  title: string;
  path: string;
  group: (typeof groups)[number];
  icon: LucideIcon;
  /** The letter after `g`. */
  go: string;
  /** Not offered to people without it; asking the host is refused all the same. */
  needs?: Permission;
  /** More words the palette finds it by. */
  words?: string;
  /** Not in the rail: reached from the user menu and the palette. */
  hidden?: true;
  load: Load;
  below?: readonly Readonly<{ path: string; title: string; load: Load }>[];
}>;

/** The one place where a feature joins the window: from a line here come its route, rail entry, palette entry and shortcut. */
export const areas: readonly Area[] = [
  {
    id: 'today',
    title: 'Today',
    path: '/',
    group: 'Work',
    icon: Sun,
    go: 't',
    words: 'home due waiting approve',
    load: () => import('#renderer/screens/today/TodayScreen.tsx').then(({ TodayScreen }) => TodayScreen),
  },
  {
    id: 'preferences',
    title: 'Preferences',
    path: '/preferences',
    group: 'You',
    icon: SlidersHorizontal,
    go: 'p',
    words: 'theme dark light density contrast negatives',
    hidden: true,
    load: () => import('#renderer/screens/access/PreferencesScreen.tsx').then(({ PreferencesScreen }) => PreferencesScreen),
  },
];

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { type Tone, toneIcon, toneSoft } from './tone.ts';

type BadgeProps = Readonly<{ tone?: Tone; icon?: LucideIcon; children: ReactNode }>;

/** A status: always words and an icon, colour only repeats what they say. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      className={classes(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-full border px-1.5 pe-2 font-medium text-mini',
        toneSoft[tone],
      )}
    >
      <Icon size={12} strokeWidth={2.25} aria-hidden />
      <span className="truncate">{children}</span>
    </span>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { toneIcon, toneText } from './tone.ts';

type CalloutProps = Readonly<{ tone: 'info' | 'good' | 'warn' | 'bad'; title?: ReactNode; children?: ReactNode; action?: ReactNode }>;

const frames = {
  info: 'bg-info-soft border-info/30',
  good: 'bg-good-soft border-good/30',
  warn: 'bg-warn-soft border-warn/30',
  bad: 'bg-bad-soft border-bad/30',
} as const;

export function Callout({ tone, title, children, action }: CalloutProps) {
  const Icon = toneIcon[tone];
  return (
    <div className={classes('flex items-start gap-2.5 rounded-card border px-3 py-2.5 text-ui', frames[tone])}>
      <Icon size={16} className={classes('mt-0.5', toneText[tone])} aria-hidden />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? 'mt-0.5' : ''}>{children}</div>}
      </div>
      {action}
    </div>
  );
}

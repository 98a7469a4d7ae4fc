import { CircleCheck, CircleDashed, CircleDot, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'info';

export const toneIcon: Readonly<Record<Tone, LucideIcon>> = {
  neutral: CircleDashed,
  accent: CircleDot,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleX,
  info: Info,
};

export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-muted',
  accent: 'text-accent',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
};

export const toneSoft: Readonly<Record<Tone, string>> = {
  neutral: 'bg-hover text-muted border-line',
  accent: 'bg-accent-soft text-accent border-accent/25',
  good: 'bg-good-soft text-good border-good/25',
  warn: 'bg-warn-soft text-warn border-warn/25',
  bad: 'bg-bad-soft text-bad border-bad/25',
  info: 'bg-info-soft text-info border-info/25',
};

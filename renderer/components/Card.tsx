import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A bordered surface for a group of things; flat, because only overlays rise. */
export function Card({ children, className }: Readonly<{ children: ReactNode; className?: string }>) {
  return <div className={classes('rounded-card border border-line bg-surface', className ?? 'p-4')}>{children}</div>;
}

import { Check, Minus } from 'lucide-react';
import { classes } from '../classes.ts';

/** The picture of a checkbox; the row or header around it carries the meaning. */
export function SelectionBox({ checked, partly = false }: Readonly<{ checked: boolean; partly?: boolean }>) {
  return (
    <span
      aria-hidden
      className={classes(
        'grid size-3.5 place-items-center rounded-small border',
        checked || partly ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-surface',
      )}
    >
      {partly ? <Minus size={10} strokeWidth={3.5} /> : checked && <Check size={10} strokeWidth={3.5} />}
    </span>
  );
}

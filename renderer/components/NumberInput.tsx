import { NumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';

type NumberInputProps = Readonly<{
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  suffix?: ReactNode;
  'aria-label'?: string;
  className?: string;
}>;

const stepClass = 'grid size-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text data-disabled:opacity-40';

/** Small counts and limits. Amounts of money use MoneyInput. */
export function NumberInput({ value, onChange, min, max, step, suffix, className, 'aria-label': label }: NumberInputProps) {
  const { id, ...aria } = useFieldAria();
  return (
    <NumberField.Root id={id} value={value} onValueChange={(next) => onChange(next)} min={min} max={max} step={step} className={className}>
      <NumberField.Group className="relative flex items-center">
        <NumberField.Input {...aria} aria-label={label} className={classes(controlClass, 'tnum', suffix ? 'pe-28' : 'pe-15')} />
        <span className="absolute end-0.5 flex items-center">
          {suffix && <span className="pe-1.5 text-muted text-small">{suffix}</span>}
          <NumberField.Decrement className={stepClass}>
            <Minus size={13} aria-hidden />
          </NumberField.Decrement>
          <NumberField.Increment className={stepClass}>
            <Plus size={13} aria-hidden />
          </NumberField.Increment>
        </span>
      </NumberField.Group>
    </NumberField.Root>
  );
}

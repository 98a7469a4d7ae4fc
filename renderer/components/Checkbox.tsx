import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Reason } from './reason.ts';
import { UnusableNote } from './UnusableNote.tsx';

type CheckboxProps = Readonly<{
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  indeterminate?: boolean;
  reasons?: readonly Reason[] | undefined;
}>;

export function Checkbox({ checked, onChange, label, hint, indeterminate = false, reasons = [] }: CheckboxProps) {
  const id = useId();
  const blocked = reasons.length > 0;
  return (
    <div className="flex items-start gap-2.5">
      <BaseCheckbox.Root
        checked={checked}
        indeterminate={indeterminate}
        readOnly={blocked}
        aria-disabled={blocked || undefined}
        onCheckedChange={(next) => onChange(next)}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint || blocked ? `${id}-hint` : undefined}
        className="motion-quick mt-0.5 grid size-4 shrink-0 place-items-center rounded-small border border-line-strong bg-surface text-on-accent transition-colors aria-disabled:border-dashed data-checked:border-accent data-indeterminate:border-accent data-checked:bg-accent data-indeterminate:bg-accent"
      >
        <BaseCheckbox.Indicator>
          {indeterminate ? <Minus size={12} strokeWidth={3} aria-hidden /> : <Check size={12} strokeWidth={3} aria-hidden />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <div className="min-w-0">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box itself answers the keyboard; the words only widen its target */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
        <span id={`${id}-label`} onClick={() => !blocked && onChange(!checked)} className="cursor-default select-none text-ui">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-muted text-small empty:hidden">
          {hint}
          {blocked && <UnusableNote reasons={reasons} />}
        </span>
      </div>
    </div>
  );
}

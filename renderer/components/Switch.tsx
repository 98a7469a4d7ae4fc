import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import type { Reason } from './reason.ts';
import { UnusableNote } from './UnusableNote.tsx';

type SwitchProps = Readonly<{
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  reasons?: readonly Reason[] | undefined;
}>;

/** Takes effect at once. A choice that waits for a save is a Checkbox. */
export function Switch({ checked, onChange, label, hint, reasons = [] }: SwitchProps) {
  const id = useId();
  const blocked = reasons.length > 0;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <span id={`${id}-label`} className="font-medium text-ui">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-muted text-small empty:hidden">
          {hint}
          {blocked && <UnusableNote reasons={reasons} />}
        </span>
      </div>
      <span className="flex items-center gap-2">
        <span className="w-6 text-end text-muted text-small" aria-hidden>
          {checked ? 'On' : 'Off'}
        </span>
        <BaseSwitch.Root
          checked={checked}
          readOnly={blocked}
          aria-disabled={blocked || undefined}
          onCheckedChange={(next) => onChange(next)}
          aria-labelledby={`${id}-label`}
          aria-describedby={hint || blocked ? `${id}-hint` : undefined}
          className="motion-quick relative flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0 transition-colors aria-disabled:border-dashed data-checked:border-accent data-checked:bg-accent"
        >
          <BaseSwitch.Thumb className="motion-quick block size-3.5 translate-x-0.5 rounded-full bg-line-strong transition-transform data-checked:translate-x-[17px] data-checked:bg-on-accent" />
        </BaseSwitch.Root>
      </span>
    </div>
  );
}

import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import type { Option } from './Select.tsx';

type RadioGroupProps = Readonly<{
  label: ReactNode;
  value: string | null;
  onChange: (value: string) => void;
  options: readonly Option[];
  direction?: 'row' | 'column';
  hideLabel?: boolean;
}>;

export function RadioGroup({ label, value, onChange, options, direction = 'column', hideLabel = false }: RadioGroupProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className={hideLabel ? 'sr-only' : 'font-medium text-small'}>
        {label}
      </span>
      <BaseRadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        className={classes('flex', direction === 'column' ? 'flex-col gap-2' : 'flex-wrap gap-x-5 gap-y-2')}
      >
        {options.map((option) => (
          <RadioOption key={option.value} option={option} />
        ))}
      </BaseRadioGroup>
    </div>
  );
}

function RadioOption({ option }: Readonly<{ option: Option }>) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the radio's input inside this label
    <label className="flex items-start gap-2.5">
      <Radio.Root
        value={option.value}
        aria-labelledby={id}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
        className="motion-quick mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface transition-colors data-checked:border-accent data-checked:bg-accent"
      >
        <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
      </Radio.Root>
      <span className="min-w-0 select-none">
        <span id={id} className="text-ui">
          {option.label}
        </span>
        {option.hint && (
          <span id={`${id}-hint`} className="block text-muted text-small">
            {option.hint}
          </span>
        )}
      </span>
    </label>
  );
}

import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { classes } from './classes.ts';
import { controlClass, optionClass, popupClass } from './controlClass.ts';
import { useFieldAria, useFieldLabelId } from './Field.tsx';

export type Option = Readonly<{ value: string; label: string; hint?: string }>;

type SelectProps = Readonly<{
  value: string | null;
  onChange: (value: string) => void;
  options: readonly Option[];
  placeholder?: string;
  'aria-label'?: string;
  className?: string;
}>;

export function Select({ value, onChange, options, placeholder = 'Choose…', className, 'aria-label': label }: SelectProps) {
  const aria = useFieldAria();
  const labelId = useFieldLabelId();
  return (
    <BaseSelect.Root value={value} onValueChange={(next) => next !== null && onChange(next)} items={options} modal={false}>
      <BaseSelect.Trigger
        {...aria}
        aria-label={label}
        aria-labelledby={labelId}
        className={classes(controlClass, 'flex select-none items-center justify-between gap-2 text-start', className)}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate data-placeholder:text-muted" />
        <BaseSelect.Icon className="text-muted">
          <ChevronsUpDown size={13} aria-hidden />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <BaseSelect.Popup className={classes(popupClass, 'min-w-(--anchor-width)')}>
            <BaseSelect.List>
              {options.map((option) => (
                <BaseSelect.Item key={option.value} value={option.value} className={optionClass}>
                  <span className="grid w-3.5 place-items-center">
                    <BaseSelect.ItemIndicator>
                      <Check size={14} className="text-accent" aria-hidden />
                    </BaseSelect.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                    {option.hint && <span className="block text-muted text-small">{option.hint}</span>}
                  </span>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

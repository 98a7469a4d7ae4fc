import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import { classes } from './classes.ts';
import { controlClass, optionClass, popupClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';
import type { Option } from './Select.tsx';

type ComboboxProps = Readonly<{
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly Option[];
  placeholder?: string;
  emptyText?: string;
  clearable?: boolean;
  'aria-label'?: string;
  className?: string;
}>;

const iconClass = 'grid size-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text';

/** A house may have thousands of investors: typing finds any of them, the list shows the first that match. */
const SHOWN_AT_ONCE = 200;

/** A choice from a long list, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, placeholder = 'Type to search…', emptyText = 'Nothing matches.', clearable = false, className } = props;
  const aria = useFieldAria();
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <BaseCombobox.Root
      items={options}
      value={chosen}
      onValueChange={(next) => onChange(next?.value ?? null)}
      isItemEqualToValue={(item, other) => item.value === other.value}
      autoHighlight
      limit={SHOWN_AT_ONCE}
    >
      <span className={classes('relative flex items-center', className)}>
        <BaseCombobox.Input
          {...aria}
          aria-label={props['aria-label']}
          placeholder={placeholder}
          className={classes(controlClass, 'pe-14')}
        />
        <span className="absolute end-0.5 flex">
          {clearable && chosen && (
            <BaseCombobox.Clear className={iconClass} aria-label="Clear the choice">
              <X size={13} aria-hidden />
            </BaseCombobox.Clear>
          )}
          <BaseCombobox.Trigger className={iconClass} aria-label="Show the list">
            <ChevronsUpDown size={13} aria-hidden />
          </BaseCombobox.Trigger>
        </span>
      </span>
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner sideOffset={4} className="z-50 outline-none">
          <BaseCombobox.Popup className={classes(popupClass, 'w-(--anchor-width)')}>
            <BaseCombobox.Empty>
              <span className="block px-2 py-1.5 text-muted text-small">{emptyText}</span>
            </BaseCombobox.Empty>
            <BaseCombobox.List>
              {(option: Option) => (
                <BaseCombobox.Item key={option.value} value={option} className={optionClass}>
                  <span className="grid w-3.5 place-items-center">
                    <BaseCombobox.ItemIndicator>
                      <Check size={14} className="text-accent" aria-hidden />
                    </BaseCombobox.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    {option.label}
                    {option.hint && <span className="block text-muted text-small">{option.hint}</span>}
                  </span>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}

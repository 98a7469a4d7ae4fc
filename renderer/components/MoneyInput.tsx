import { useState } from 'react';
import { parseAmount } from '#shared/amountText.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { classes } from './classes.ts';
import { controlClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';
import { amountText } from './MoneyText.tsx';

type MoneyInputProps = Readonly<{
  /** Minor units; null while empty or unreadable. */
  value: bigint | null;
  currency: Currency;
  onChange: (value: bigint | null) => void;
  /** The sentence to show beside the field when what is typed is no amount; null once it is. */
  onTextError?: (sentence: string | null) => void;
  'aria-label'?: string;
  className?: string;
}>;

export function MoneyInput({ value, currency, onChange, onTextError, className, 'aria-label': label }: MoneyInputProps) {
  const aria = useFieldAria();
  const [typed, setTyped] = useState<string | null>(null);
  const digits = digitsOf(currency);
  const settled = value === null ? '' : amountText({ minor: value, currency });

  const change = (text: string) => {
    setTyped(text);
    const parsed = text.trim() === '' ? null : parseAmount(text, { digits, currency });
    onChange(parsed?.ok ? parsed.minor : null);
    onTextError?.(parsed && !parsed.ok ? parsed.reason : null);
  };
  const settle = () => {
    if (value !== null || typed?.trim() === '') setTyped(null);
  };

  return (
    <span className={classes('relative flex items-center', className)}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        {...aria}
        aria-label={label}
        value={typed ?? settled}
        onChange={(event) => change(event.target.value)}
        onBlur={settle}
        className={classes(controlClass, 'tnum pe-14 text-end')}
      />
      <span className="pointer-events-none absolute end-2.5 text-muted text-small">{currency}</span>
    </span>
  );
}

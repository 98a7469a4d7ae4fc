import { Popover } from '#renderer/components/Popover.tsx';
import type { Currency } from '#shared/currencies.ts';
import { digitsOf } from '#shared/currencies.ts';
import { formatMinor, groupThousands } from '#shared/money.ts';
import { type CallPart, type CallUse, explainPart } from './callText.ts';

type ShareProps = Readonly<{
  investor: string;
  minor: bigint;
  commitment: bigint;
  parts: readonly CallPart[];
  uses: readonly CallUse[];
  currency: Currency;
}>;

/** A share that opens how it came about: every use, its rule and its rounding. */
export function ShareExplained({ investor, minor, commitment, parts, uses, currency }: ShareProps) {
  const shown = groupThousands(formatMinor(minor, digitsOf(currency)));
  if (parts.length === 0) return <span className="tnum">{shown}</span>;
  return (
    <Popover
      title={`How ${investor}’s share came about`}
      className="w-96"
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${shown}: how ${investor}’s share came about`}
          className="tnum underline decoration-dotted underline-offset-2"
        >
          {shown}
        </button>
      }
    >
      <ShareText parts={parts} uses={uses} commitment={commitment} currency={currency} />
    </Popover>
  );
}

export function ShareText({ parts, uses, commitment, currency }: Omit<ShareProps, 'investor' | 'minor'>) {
  return (
    <ul className="flex flex-col gap-2 text-small">
      {parts.map((part) => {
        const use = uses.find(({ ordinal }) => ordinal === part.use);
        return use === undefined ? null : (
          <li key={part.use} className="flex flex-col gap-1">
            {explainPart(part, use, commitment, currency).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

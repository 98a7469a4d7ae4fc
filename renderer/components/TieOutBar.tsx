import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Money } from '#shared/money.ts';
import { classes } from './classes.ts';
import { MoneyText } from './MoneyText.tsx';

export type TieOutTerm = Readonly<{ label: string; amount: Money }>;
export type TieOutGap = Readonly<{ label: string; difference: bigint }>;

type TieOutBarProps = Readonly<{
  source: Money;
  sourceLabel?: string;
  /** Amounts that must each equal the source: Allocated, Gross. */
  stages?: readonly TieOutTerm[];
  /** Amounts that must together equal the source: Net, Withheld, Reinvested, Held. */
  parts: readonly TieOutTerm[];
  /** Said instead of “Ties out” while every amount is zero. */
  nothingYet?: string;
}>;

/** Where the sides differ, and by how much; nothing when everything ties. */
export function tieOutGaps(source: Money, stages: readonly TieOutTerm[], parts: readonly TieOutTerm[]): TieOutGap[] {
  const stageGaps = stages.map(({ label, amount }) => ({ label, difference: source.minor - amount.minor }));
  const partSum = parts.reduce((running, { amount }) => running + amount.minor, 0n);
  const partGap = { label: parts.map(({ label }) => label).join(' + '), difference: source.minor - partSum };
  return [...stageGaps, ...(parts.length > 0 ? [partGap] : [])].filter(({ difference }) => difference !== 0n);
}

/** The permanent proof at the foot of a wizard: every cent of the source is somewhere. */
export function TieOutBar({ source, sourceLabel = 'Source', stages = [], parts, nothingYet }: TieOutBarProps) {
  const gaps = tieOutGaps(source, stages, parts);
  const ties = gaps.length === 0;
  const isEmpty =
    nothingYet !== undefined && [source, ...[...stages, ...parts].map(({ amount }) => amount)].every(({ minor }) => minor === 0n);
  const Icon = ties ? CircleCheck : TriangleAlert;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line of figures is no fieldset
    <div
      role="group"
      aria-label="Tie-out"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-card border border-line bg-surface px-3.5 py-2"
    >
      <Term label={`${sourceLabel}, ${source.currency}`} amount={source} />
      {stages.map((term) => (
        <Joined key={term.label} sign="=" term={term} />
      ))}
      {parts.map((term, index) => (
        <Joined key={term.label} sign={index === 0 ? '=' : '+'} term={term} />
      ))}
      <span
        role="status"
        className={classes(
          'ms-auto flex flex-col items-end gap-0.5 font-medium text-small',
          isEmpty ? 'text-muted' : ties ? 'text-good' : 'text-bad',
        )}
      >
        {isEmpty ? (
          nothingYet
        ) : ties ? (
          <span className="flex items-center gap-1.5">
            <Icon size={15} aria-hidden /> Ties out
          </span>
        ) : (
          gaps.map(({ label, difference }) => (
            <span key={label} className="flex items-center gap-1.5">
              <Icon size={15} aria-hidden />
              {label} {difference > 0n ? 'is short by' : 'is over by'}
              <MoneyText amount={{ minor: difference < 0n ? -difference : difference, currency: source.currency }} />
            </span>
          ))
        )}
      </span>
    </div>
  );
}

function Joined({ sign, term }: Readonly<{ sign: '=' | '+'; term: TieOutTerm }>) {
  return (
    <>
      <span className="text-muted">{sign}</span>
      <Term {...term} />
    </>
  );
}

function Term({ label, amount }: TieOutTerm) {
  return (
    <span className="flex flex-col">
      <span className="text-mini text-muted">{label}</span>
      <MoneyText amount={amount} negative="parens" showCurrency={false} className="font-medium text-ui" />
    </span>
  );
}

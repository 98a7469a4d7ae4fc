import { addMonths, type BusinessDate, businessDate, daysBetween, endOfMonth } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { dice } from './dice.ts';
import type { ScriptLine } from './script.ts';

const MONTHS = 36;
const IMPORTED_DAY = -4;
const indices = [
  { name: 'property', start: 1840, fileName: 'listed-property-total-return.csv' },
  { name: 'shares', start: 3120, fileName: 'world-shares-price.csv' },
] as const;

/** Three years of month-end index levels, and what the last tax return set apart from the books. */
export function performanceHistory(seed: number, asOf: BusinessDate): readonly ScriptLine[] {
  const roll = dice(seed + 29);
  const imports = indices.map(({ name, start, fileName }): ScriptLine => {
    let level = new Decimal(start);
    const levels = Array.from({ length: MONTHS }, (_, at) => {
      level = level.times(1 + (roll(61) - 26) / 1000).toDecimalPlaces(2);
      return { on: endOfMonth(addMonths(asOf, at - MONTHS)), level: decimalText(level) };
    });
    const known = levels.filter(({ on }) => daysBetween(on, asOf) > -IMPORTED_DAY + 2);
    const input = { benchmarkId: `$id:benchmark ${name}`, fileName, fileHash: null, levels: known };
    return { as: 'ines', day: IMPORTED_DAY, time: '15:20', command: 'performance.importLevels', input };
  });
  return [...imports, taxReturn(asOf)];
}

/** Recorded in April, for the year before. */
function taxReturn(asOf: BusinessDate): ScriptLine {
  const year = Number(asOf.slice(0, 4));
  const taxYear = asOf > `${year}-04-15` ? year - 1 : year - 2;
  const on = businessDate(`${taxYear + 1}-04-10`);
  const lines = [
    [0, -61_000],
    [2, -122_000],
    [4, -183_000],
    [5, -244_000],
    [7, -305_000],
  ].map(([partner, minor]) => ({ investorId: `$id:investor ${partner}`, minor: String(minor) }));
  return {
    as: 'ines',
    day: daysBetween(asOf, on),
    time: '16:05',
    command: 'capital.adjustTax',
    input: {
      adjustmentId: '$id:tax harbour unrealised',
      fundId: '$id:fund harbour',
      taxYear,
      kind: 'unrealised',
      source: `Tax return ${taxYear}, reconciliation of capital`,
      reason: 'Unrealised gains of the year are not taxed yet',
      lines,
    },
  };
}

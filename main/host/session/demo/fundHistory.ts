import { addMonths, type BusinessDate, daysBetween, endOfMonth } from '#shared/dates.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { dice } from './dice.ts';
import type { ScriptLine } from './script.ts';

type Priced = Readonly<{
  fund: string;
  fundClass: string;
  months: number;
  every: number;
  units: number | null;
  start: number;
  paidIn?: readonly number[];
}>;

/** What the calls of the demo had brought in by each of its NAVs, in thousands. */
const harbourPaidIn = [18, 38, 60, 78, 98, 120, 138, 158, 180].map((millions) => millions * 1000);

/** Which classes are priced how often, with how many units, from which price (or net assets in thousands). */
const priced: readonly Priced[] = [
  { fund: 'vale', fundClass: 'vale a', months: 34, every: 1, units: 420_000, start: 100 },
  { fund: 'vale', fundClass: 'vale i', months: 34, every: 1, units: 180_000, start: 100 },
  { fund: 'rowes', fundClass: 'rowes', months: 22, every: 1, units: 100_000, start: 120 },
  { fund: 'harbour', fundClass: 'harbour', months: 33, every: 3, units: null, start: 100, paidIn: harbourPaidIn },
  { fund: 'feeder', fundClass: 'feeder', months: 33, every: 3, units: null, start: 31_000 },
];

const DAYS_TO_PREPARE = 9;
const DAYS_TO_APPROVE = 11;

/** Month-end NAVs, prepared and approved by different people; one of the newest still waits for its approver. */
export function fundHistory(seed: number, asOf: BusinessDate): readonly ScriptLine[] {
  const roll = dice(seed + 17);
  return priced.flatMap((one) => {
    const lines: ScriptLine[] = [];
    let price = new Decimal(one.start);
    for (let back = one.months; back >= 1; back -= one.every) {
      const on = endOfMonth(addMonths(asOf, -back));
      if (daysBetween(on, asOf) <= DAYS_TO_APPROVE) continue;
      const waits = one.fundClass === 'rowes' && back === 1;
      const paidIn = one.paidIn?.[Math.min((one.months - back) / one.every, one.paidIn.length - 1)];
      const worth = paidIn === undefined ? price : price.times(paidIn).div(100);
      lines.push(...navLines(one, on, worth, daysBetween(asOf, on), waits));
      const moved = (roll(31) - 11) / 1000;
      price = price.times(1 + (paidIn === undefined ? moved : moved * 4)).toDecimalPlaces(4);
    }
    return lines;
  });
}

function navLines({ fund, fundClass, units }: Priced, on: BusinessDate, price: Decimal, day: number, waits: boolean): ScriptLine[] {
  const label = `nav ${fundClass} ${on}`;
  const ids = { navId: `$id:${label}`, fundId: `$id:fund ${fund}` };
  const netAssets = price.times(units ?? 1000).times(100);
  const drafted: ScriptLine = {
    as: 'priya',
    day: day + DAYS_TO_PREPARE,
    time: '16:10',
    label,
    command: 'funds.draftNav',
    input: {
      ...ids,
      classId: `$id:class ${fundClass}`,
      asOfOn: on,
      netAssets: netAssets.toFixed(0),
      units: units === null ? null : String(units),
      navPerUnit: units === null ? null : decimalText(price),
      mark: 'ex',
      evidence: { title: `Administrator’s NAV pack ${on}`, reference: `Funds/${fund}/NAV/${on}`, sha256: null },
      corrects: null,
    },
  };
  if (waits) return [drafted];
  const input = { ...ids, contentHash: `$reply:${label}.contentHash` };
  return [drafted, { as: 'claire', day: day + DAYS_TO_APPROVE, time: '16:40', command: 'funds.approveNav', input }];
}

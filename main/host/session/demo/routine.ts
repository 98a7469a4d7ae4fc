import type { BusinessDate } from '#shared/dates.ts';
import { dice } from './dice.ts';
import type { ScriptLine } from './script.ts';

const FIRST_DAY = -1060;
const LAST_DAY = -2;
const MONTH = 30;

const exports = [
  { query: 'audit.log', format: 'csv' },
  { query: 'settings.history', format: 'xlsx' },
  { query: 'access.users', format: 'pdf' },
] as const;
const purposes = [
  'Form 8804 deposit',
  'Annual filing with the state',
  'Bank asked for the tax id on a signature card',
  'W-9 for a new counterparty',
];

/** What a back office does every month: exports for the file, the tax id looked up for a filing, the house record opened. */
export function routine(seed: number, _asOf: BusinessDate): readonly ScriptLine[] {
  const roll = dice(seed);
  const lines: ScriptLine[] = [];
  let month = 0;
  for (let day = FIRST_DAY; day <= LAST_DAY; day += MONTH) {
    month += 1;
    const { query, format } = exports[roll(exports.length)]!;
    const rows = 40 + month * 3 + roll(25);
    const when = Math.min(LAST_DAY, day + roll(5));
    lines.push({
      as: 'ines',
      day: when,
      time: `15:${10 + roll(40)}`,
      command: 'audit.noteExport',
      input: { grantId: `$id:export ${month}`, query, format, rows },
    });
    if (month % 3 === 0)
      lines.push({
        as: 'ines',
        day: Math.min(LAST_DAY, when + 1),
        time: `14:${10 + roll(40)}`,
        command: 'audit.unmask',
        input: {
          grantId: `$id:unmask ${month}`,
          entity: 'house',
          entityId: 'house',
          field: 'taxId',
          purpose: purposes[roll(purposes.length)]!,
        },
      });
  }
  return lines;
}

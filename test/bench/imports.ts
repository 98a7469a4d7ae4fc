import { join } from 'node:path';
import type { CommandRequest } from '#shared/contract/index.ts';
import { compare } from './commands.ts';
import type { Firm } from './firm.ts';
import { type Figure, round } from './measure.ts';

const INVESTORS = 10_000;
const LIMIT = 5000;

const fileOf = (firm: Firm, part: number): CommandRequest<'investors.import'> => ({
  importId: firm.id(),
  fileName: `investors-${part}.csv`,
  fileHash: 'd'.repeat(64),
  system: 'old administrator',
  rows: Array.from({ length: INVESTORS }, (_, row) => ({
    line: row + 2,
    investorId: firm.id(),
    name: `Investor ${part}-${row}`,
    kind: 'individual',
    country: 'US',
    currency: 'USD',
    language: 'en',
    reference: `R-${part}-${row}`,
    contact: { contactId: firm.id(), name: `Contact ${row}`, email: `c${row}@example.com`, phone: null },
  })),
});

/** A whole register taken over by one command: each investor with a reference and a contact. */
export async function importInvestors(folder: string): Promise<Figure> {
  let importId = '';
  const { whole, raw } = await compare({
    folder: join(folder, 'import'),
    rounds: 4,
    warmUp: 1,
    command: (firm, part) => {
      const file = fileOf(firm, part);
      importId = file.importId;
      return firm.done('investors.import', file);
    },
    written: (twin) => {
      const imported = 'investor_id IN (SELECT id FROM investors WHERE import_id = ?)';
      return [
        twin.copyOf('investor_imports', 'id = ?', importId),
        twin.copyOf('investors', 'import_id = ?', importId),
        twin.copyOf('investor_references', imported, importId),
        twin.copyOf('investor_contacts', imported, importId),
      ];
    },
  });
  return {
    name: 'import of 10,000 investors',
    value: round(whole, 1),
    unit: 'ms',
    ratio: round(whole / raw, 2),
    limit: `< ${LIMIT / 1000} s`,
    ok: whole < LIMIT,
    note: `raw ${round(raw, 1)} ms`,
  };
}

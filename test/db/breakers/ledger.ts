import type { House } from '#test/kit/house.ts';
import { addFund, books, closePeriod, line, post } from '#test/kit/ledger.ts';
import { type Breakers, copied } from './meddle.ts';

/** Books with an entry that stands, one that was reversed, a closed period and a corrected rate; and a second fund with books. */
function ledger(): House {
  const at = books();
  const { firm, investorId } = at;
  firm.done('ledger.openChart', { fundId: addFund(firm, 'Harbour Fund II') });
  post(at, [line('1000', 500), line('3000', -500, 'USD', investorId)], { memo: 'Kept' });
  const entryId = post(at, [line('1000', 70), line('5000', -70)], { memo: 'Undone' });
  firm.done('ledger.reverse', { entryId, effectiveOn: '2026-02-20', reason: 'wrong bank' });
  closePeriod(at, '2026-01-01', '2026-01-31', 'soft');
  const rate = { base: 'EUR', quote: 'USD', on: '2026-02-27' };
  firm.done('ledger.recordRate', { ...rate, rate: '1.05' });
  firm.done('ledger.recordRate', { ...rate, rate: '1.06', reason: 'Typing error' });
  return firm;
}

const kept = "(SELECT command_id FROM entries WHERE memo = 'Kept')";
const reversal = "(SELECT command_id FROM entries WHERE kind = 'reversal')";
const secondFund = "(SELECT id FROM funds WHERE name = 'Harbour Fund II')";

/** The same column of an entry and of its postings. */
const both = (set: string, commandId: string): string =>
  `UPDATE postings SET ${set} WHERE command_id = ${commandId}; UPDATE entries SET ${set} WHERE command_id = ${commandId}`;

export const ledgerBreakers: Breakers = {
  records: 'the books',
  sound: ledger,
  broken: {
    'ledger.balanced': [
      `UPDATE postings SET minor = minor + 1 WHERE command_id = ${kept} AND account = '1000'`,
      `UPDATE postings SET currency = 'EUR' WHERE command_id = ${kept} AND account = '1000'`,
      `UPDATE postings SET minor = minor + 4294967296 WHERE command_id = ${kept} AND account = '1000'`,
    ],
    'ledger.postingsOfEntries': [
      `UPDATE postings SET effective_on = '2026-02-11' WHERE command_id = ${kept}`,
      `UPDATE postings SET recorded_at = '2026-03-03T09:00:00.000Z' WHERE command_id = ${kept}`,
      `UPDATE postings SET fund_id = ${secondFund} WHERE command_id = ${kept}`,
    ],
    'ledger.entriesHavePostings': [
      `DELETE FROM postings WHERE command_id = ${kept}`,
      `UPDATE postings SET ordinal = 2 WHERE command_id = ${kept} AND ordinal = 1`,
      `UPDATE postings SET ordinal = ordinal + 10 WHERE command_id = ${kept}`,
    ],
    'ledger.ofCommands': [
      "UPDATE entries SET source = 'ledger.revalue' WHERE memo = 'Kept'",
      "UPDATE entries SET recorded_by = (SELECT id FROM users WHERE login = 'anna') WHERE memo = 'Kept'",
      both("recorded_at = '2026-03-03T09:00:00.000Z'", kept),
      `UPDATE postings SET command_id = 'nowhere' WHERE command_id = ${kept}; UPDATE entries SET command_id = 'nowhere' WHERE memo = 'Kept'`,
    ],
    'ledger.subLedgers': [
      'UPDATE postings SET investor_id = NULL',
      `UPDATE postings SET investor_id = (SELECT id FROM investors) WHERE command_id = ${kept} AND account = '1000'`,
    ],
    'ledger.reversals': [
      `UPDATE postings SET minor = minor * 2 WHERE command_id = ${reversal}`,
      `UPDATE postings SET account = '4000' WHERE command_id = ${reversal} AND account = '5000'`,
      `UPDATE postings SET currency = 'EUR' WHERE command_id = ${reversal}`,
      both("effective_on = '2026-02-09'", reversal),
      both(`fund_id = ${secondFund}`, reversal),
      copied('entries', "kind = 'reversal'", 'ordinal = 1, reverses_command_id = command_id, reverses_ordinal = 0') +
        copied('postings', `command_id = ${reversal}`, 'entry_ordinal = 1, minor = -minor'),
    ],
    'ledger.secondPerson': ['UPDATE period_locks SET decided_by = proposed_by'],
    'ledger.lockTurns': ['UPDATE period_locks SET turn = 2', copied('period_locks', 'true', "id = 'again', turn = 3")],
    'ledger.rateRevisions': [
      'UPDATE fx_rates SET reason = NULL',
      'UPDATE fx_rates SET revision = 2 WHERE revision = 1',
      'DELETE FROM fx_rates WHERE revision = 0',
    ],
  },
};

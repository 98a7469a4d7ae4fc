import { instant } from '#shared/dates.ts';
import type { House } from '#test/kit/house.ts';
import { inAdvance, issueAt, onBill, onLine, received, receiving, suspended } from '#test/kit/receipts.ts';
import type { Breakers } from './meddle.ts';

/** A call paid in part late, one taken back after it was paid, money in suspense and in advance, a returned receipt, interest billed twice and waived. */
function receiptsOf(): House {
  const at = receiving();
  const { firm, fundId, callId, alder, approver } = at;
  received(at, [onLine(callId, 0, 2_000_000), inAdvance(alder, 700), suspended(50)], { payer: 'Kept' });
  const back = received(at, [onLine(callId, 1, 4_000_000)], { payer: 'Back' });
  firm.done('receipts.return', { fundId, receiptId: back, returnId: firm.id(), returnedOn: '2026-03-20', reason: 'Recalled' });
  firm.now = instant('2026-04-19T09:00:00.000Z');
  firm.done('receipts.billInterest', { fundId, callId, untilOn: '2026-04-10' });
  firm.done('receipts.billInterest', { fundId, callId, untilOn: '2026-04-19', lines: [0] });
  received(at, [onBill(callId, 0, 1_000)], { receivedOn: '2026-04-19', payer: 'Interest' });
  const waiverId = firm.id();
  const waiver = { waiverId, fundId, callId, billOrdinal: 1, minor: '900', effectiveOn: '2026-04-19', reason: 'Goodwill' };
  const { contentHash } = firm.done('receipts.proposeWaiver', waiver);
  firm.done('receipts.approveWaiver', { waiverId, contentHash }, { as: approver });
  firm.done('receipts.remind', { fundId });
  const second = issueAt(at, 100_000, { noticeOn: '2026-04-19', dueOn: '2026-05-04', issuedOn: '2026-04-19' } as never);
  received(at, [onLine(second, 0, 60_000)], { receivedOn: '2026-04-19', payer: 'Second' });
  firm.done('calls.rescind', { callId: second, fundId, expectedVersion: 4, rescindedOn: '2026-04-19', reason: 'Wrong' }, { as: approver });
  return firm;
}

const by = (payer: string) => `(SELECT id FROM receipts WHERE payer = '${payer}' AND minor > 0)`;
const kept = by('Kept');
const returned = "(SELECT id FROM receipts WHERE payer = 'Back' AND minor < 0)";
const ofKept = (kind: string) => `receipt_id = ${kept} AND kind = '${kind}'`;
const entryOf = (source: string) => `(SELECT command_id FROM entries WHERE source = '${source}' ORDER BY recorded_at LIMIT 1)`;
const birch = "(SELECT id FROM investors WHERE name = 'Birch Pension')";
const alder = "(SELECT id FROM investors WHERE name = 'Alder Trust')";

/** Moves so much between two accounts in the postings of one entry, so that it still balances. */
const shifted = (source: string, from: string, to: string): string =>
  `UPDATE postings SET account = '${to}' , investor_id = ${to === '2700' ? alder : 'NULL'} WHERE command_id = ${entryOf(source)} AND account = '${from}'`;

export const receiptBreakers: Breakers = {
  records: 'receipts',
  sound: receiptsOf,
  broken: {
    'receipts.parts': [
      `UPDATE receipts SET minor = minor + 1 WHERE id = ${kept}`,
      `INSERT INTO receipts SELECT 'bare', fund_id, account_id, received_on, currency, 5, method, 'x', 'Bare', NULL, NULL, NULL, recorded_by, recorded_at
       FROM receipts WHERE id = ${kept}`,
    ],
    'receipts.partsNumbered': [
      `UPDATE receipt_parts SET ordinal = 7 WHERE ${ofKept('suspense')}`,
      `UPDATE receipt_parts SET effective_on = '2026-03-01' WHERE ${ofKept('call')}`,
    ],
    'receipts.ownLine': [
      `UPDATE receipt_parts SET investor_id = ${birch} WHERE ${ofKept('call')}`,
      "UPDATE receipt_parts SET bill_ordinal = 1 WHERE kind = 'interest'",
    ],
    'receipts.neverOver': [
      `UPDATE receipt_parts SET line_ordinal = 1, investor_id = ${birch} WHERE receipt_id = ${returned}; UPDATE receipt_parts
       SET line_ordinal = 0, investor_id = ${alder} WHERE receipt_id = ${by('Back')}; UPDATE receipt_parts SET line_ordinal = 1, investor_id = ${birch} WHERE ${ofKept('call')}`,
    ],
    'receipts.returns': [
      `UPDATE receipts SET received_on = '2026-03-18' WHERE id = ${returned}`,
      `UPDATE receipts SET currency = 'EUR' WHERE id = ${returned}`,
    ],
    'receipts.suspense': [shifted('receipts.record', '2900', '2000')],
    'receipts.advances': [
      `UPDATE receipt_parts SET investor_id = ${birch} WHERE ${ofKept('advance')}`,
      `UPDATE postings SET investor_id = ${birch} WHERE command_id = ${entryOf('receipts.record')} AND account = '2700'`,
    ],
    'receipts.receivable': [
      `UPDATE postings SET account = '3000' WHERE command_id = ${entryOf('receipts.billInterest')} AND account = '1100'`,
      `UPDATE interest_bills SET minor = minor + 1 WHERE ordinal = 0`,
    ],
    'receipts.bills': [
      `UPDATE interest_bills SET from_on = '2026-04-09' WHERE ordinal = 2`,
      `UPDATE interest_bills SET ordinal = 9 WHERE ordinal = 2`,
      `UPDATE interest_bills SET investor_id = ${alder} WHERE ordinal = 1`,
    ],
    'receipts.billsNeverOver': [
      `UPDATE interest_bills SET minor = minor - 899 + (SELECT minor FROM interest_bills AS other WHERE other.ordinal = 1) WHERE ordinal = 0;
       UPDATE interest_bills SET minor = 899 WHERE ordinal = 1`,
    ],
    'receipts.waiverSecondPerson': [`UPDATE interest_waivers SET decided_by = proposed_by`],
  },
};

import { amountFor, approvedCall, callHouse, callInput, issuedCall } from '#test/kit/calls.ts';
import type { House } from '#test/kit/house.ts';
import { addFund } from '#test/kit/ledger.ts';
import { type Breakers, copied } from './meddle.ts';

/** A fund with a call issued, one taken back, one amended, one approved and a draft; and a second fund. */
function calls(): House {
  const at = callHouse();
  const { firm, fundId, approver } = at;
  addFund(firm, 'Second Fund', 'EUR');
  issuedCall(at, {
    title: 'Stands',
    uses: [amountFor(1_000_000), amountFor(90_000, { purpose: 'managementFee', insideCommitment: false })],
  });
  const back = issuedCall(at, { title: 'Back' });
  firm.done(
    'calls.rescind',
    { callId: back.callId, fundId, expectedVersion: back.version, rescindedOn: '2026-03-02', reason: 'off' },
    { as: approver },
  );
  const wrong = issuedCall(at, { title: 'Wrong' });
  issuedCall(at, { title: 'Amended', uses: [amountFor(5)], amends: { callId: wrong.callId, reason: 'less' } });
  approvedCall(at, { title: 'Approved' });
  firm.done('calls.draft', callInput(at, { title: 'Draft' }));
  return firm;
}

const of = (title: string): string => `(SELECT id FROM capital_calls WHERE title = '${title}')`;
const owner = "(SELECT id FROM users WHERE login = 'olivia')";
const second = "(SELECT id FROM funds WHERE name = 'Second Fund')";

export const callsBreakers: Breakers = {
  records: 'capital calls',
  sound: calls,
  broken: {
    'calls.partsOfLines': [
      `UPDATE call_parts SET minor = minor + (CASE line_ordinal WHEN 0 THEN 1 ELSE -1 END) WHERE call_id = ${of('Draft')} AND line_ordinal < 2`,
      `UPDATE call_lines SET inside_minor = inside_minor - 1 WHERE call_id = ${of('Draft')} AND ordinal = 0`,
    ],
    'calls.partsOfUses': [`UPDATE call_uses SET minor = minor + (CASE ordinal WHEN 0 THEN 1 ELSE -1 END) WHERE call_id = ${of('Stands')}`],
    'calls.totals': [
      `UPDATE capital_calls SET total = total + 1 WHERE title = 'Draft'`,
      `UPDATE capital_calls SET line_count = 2 WHERE title = 'Draft'`,
    ],
    'calls.numbered': [`UPDATE capital_calls SET number = 70 WHERE title = 'Draft'`],
    'calls.ofTheFund': [
      `UPDATE capital_calls SET currency = 'EUR' WHERE title = 'Draft'`,
      `UPDATE fund_bank_accounts SET fund_id = ${second}`,
      `${copied('fund_classes', '1', `id = 'another', fund_id = ${second}`)} UPDATE call_lines SET class_id = 'another' WHERE call_id = ${of('Draft')}`,
    ],
    'calls.withinCommitment': [`UPDATE call_lines SET commitment = 5 WHERE call_id = ${of('Draft')} AND ordinal = 0`],
    'calls.insideCommitment': [
      copied(
        'commitment_events',
        'ordinal = 0',
        "ordinal = (SELECT max(ordinal) + 1 FROM commitment_events), kind = 'decrease', closing_id = NULL, minor = 1 - minor",
      ),
    ],
    'calls.approvedByOthers': [
      `DELETE FROM call_approvals WHERE call_id = ${of('Approved')}`,
      `UPDATE call_approvals SET revision = 9 WHERE call_id = ${of('Stands')}`,
      `UPDATE call_approvals SET content_hash = 'x' WHERE call_id = ${of('Stands')}`,
      `UPDATE call_approvals SET decided_by = ${owner} WHERE call_id = ${of('Approved')}`,
    ],
    'calls.issuedPosted': [
      `UPDATE capital_calls SET issued_on = '2026-03-01' WHERE title = 'Stands'`,
      `UPDATE capital_calls SET entry_id = (SELECT entry_id FROM capital_calls WHERE title = 'Amended') WHERE title = 'Stands'`,
    ],
    'calls.rescindedReversed': [
      `UPDATE capital_calls SET reversal_id = entry_id WHERE title = 'Back'`,
      `UPDATE capital_calls SET rescinded_on = '2026-03-03' WHERE title = 'Back'`,
    ],
    'calls.amendments': [`UPDATE capital_calls SET replaces_id = ${of('Stands')} WHERE title = 'Amended'`],
  },
};

import { addClass, addFund, addOrganisation } from '#test/commands/funds/fundHouse.ts';
import { type Capital, capitalHouse, closingInput, firstClosing, issuedCall, laterClosing, postedClosing } from '#test/kit/commitments.ts';
import type { House } from '#test/kit/house.ts';
import { type Breakers, copied } from './meddle.ts';

/** A fund with something of every kind that the checks of commitments look at, and a second fund beside it. */
function commitments(): House {
  const at = capitalHouse();
  const { firm, fundId, classId, investors } = at;
  const [alder, birch, cedar, dogwood] = investors as [never, never, never, never];
  const second = addFund(firm, addOrganisation(firm, 'Vale Management'), { name: 'Vale Fund', basis: 'commitment' });
  addClass(firm, second, 'Other');
  const other = addClass(firm, fundId, 'B');
  firstClosing(at, [
    [alder, 60_000_000],
    [birch, 40_000_000],
  ]);
  issuedCall(at, 10_000_000);
  const closingId = postedClosing(at, laterClosing(at, [[cedar, 100_000_000]]));
  postedClosing(
    at,
    laterClosing(at, [], {
      heldOn: '2026-02-02',
      lines: [
        { investorId: dogwood, classId, minor: '20000000' },
        // Too small to bear anything of a call, so that no call names its class.
        { investorId: dogwood, classId: other, minor: '1' },
      ],
    }),
  );
  const pay = (minor: string) =>
    firm.done('commitments.recordRefunds', {
      closingId,
      fundId,
      accountId: at.accountId,
      paidOn: '2026-02-10',
      payouts: [{ investorId: alder, minor, reference: '' }],
    });
  pay('1000');
  firm.done('commitments.reverseRefund', { closingId, fundId, ordinal: 0, returnedOn: '2026-02-11', reason: 'Account closed' });
  pay('2000');
  const first = transferred(at, alder, birch, '5000000');
  reversed(at, first);
  transferred(at, cedar, birch, '1000000');
  firm.done('commitments.reduce', {
    fundId,
    classId,
    investorId: birch,
    kind: 'decrease',
    minor: '5',
    effectiveOn: '2026-03-02',
    reason: 'Release',
  });
  for (const [move, effectiveOn] of [
    ['declare', '2026-02-20'],
    ['cure', '2026-02-25'],
  ] as const)
    defaulted(at, alder, move, effectiveOn);
  firm.done('commitments.draftClosing', closingInput(at, [[alder, 5]], { ...laterClosing(at, [[alder, 5]]), heldOn: '2026-03-02' }));
  return firm;
}

function posted(at: Capital, transferId: string): void {
  const { firm, fundId, approver } = at;
  const { contentHash } = firm.answer('commitments.transfer', { transferId });
  firm.done('commitments.approveTransfer', { transferId, fundId, contentHash }, { as: approver });
  firm.done('commitments.postTransfer', { transferId, fundId, expectedVersion: 2 });
}

function transferred(at: Capital, fromInvestorId: never, toInvestorId: never, minor: string): string {
  const { firm, fundId, classId } = at;
  const transferId = firm.id();
  const sides = { transferId, fundId, classId, fromInvestorId, toInvestorId };
  const evidence = { title: 'Agreement', reference: '', sha256: null };
  firm.done('commitments.draftTransfer', { ...sides, effectiveOn: '2026-03-01', minor, reason: 'Sale', evidence });
  posted(at, transferId);
  return transferId;
}

function reversed(at: Capital, reversesId: string): void {
  const transferId = at.firm.id();
  at.firm.done('commitments.reverseTransfer', { transferId, fundId: at.fundId, reversesId, effectiveOn: '2026-03-01', reason: 'Void' });
  posted(at, transferId);
}

function defaulted({ firm, fundId, classId, approver }: Capital, investorId: never, move: 'declare' | 'cure', effectiveOn: string): void {
  const defaultId = firm.id();
  const { contentHash } = firm.done('commitments.proposeDefault', {
    defaultId,
    fundId,
    classId,
    investorId,
    move,
    effectiveOn,
    reason: 'Unpaid',
  });
  firm.done('commitments.approveDefault', { defaultId, fundId, contentHash }, { as: approver });
}

const secondFund = "(SELECT id FROM funds WHERE name = 'Vale Fund')";
const thirdTransfer = '(SELECT id FROM transfers WHERE number = 3)';
const lastPosted = "(SELECT id FROM closings WHERE state = 'posted' ORDER BY number DESC LIMIT 1)";

export const commitmentBreakers: Breakers = {
  records: 'commitments',
  sound: commitments,
  broken: {
    'commitments.numbered': ['UPDATE commitment_events SET ordinal = ordinal + 100'],
    'commitments.neverNegative': ["UPDATE commitment_events SET effective_on = '2025-01-31' WHERE kind = 'decrease'"],
    'commitments.ownClass': [`UPDATE fund_classes SET fund_id = ${secondFund} WHERE name = 'B'`],
    'commitments.closingsPosted': [
      "UPDATE closing_lines SET minor = minor + 1 WHERE closing_id = (SELECT id FROM closings WHERE kind = 'first')",
      "UPDATE closings SET revision = revision + 1 WHERE kind = 'first'",
    ],
    'commitments.closingDay': [
      "UPDATE closings SET held_on = '2025-02-02' WHERE kind = 'first'",
      `UPDATE called_moves SET effective_on = '2026-02-03' WHERE closing_id = ${lastPosted}`,
    ],
    'commitments.closingsInOrder': [
      'UPDATE closings SET number = number + 10',
      "UPDATE closings SET kind = 'subsequent' WHERE kind = 'first'",
    ],
    'commitments.secondPerson': [
      "UPDATE closings SET approved_by = prepared_by WHERE state = 'posted'",
      "UPDATE closings SET approved_by = NULL WHERE kind = 'first'",
      "UPDATE closings SET approved_by = (SELECT id FROM users WHERE login = 'anna') WHERE state = 'draft'",
      'UPDATE transfers SET approved_by = prepared_by WHERE number = 3',
      'UPDATE transfers SET approved_by = NULL WHERE number = 3',
      'UPDATE holding_defaults SET decided_by = proposed_by',
    ],
    'commitments.transfersNet': [
      'UPDATE transfers SET minor = minor + 1 WHERE number = 3',
      "UPDATE transfers SET effective_on = '2026-02-28' WHERE number = 3",
    ],
    'commitments.reversalsMirror': [`UPDATE transfers SET reverses_id = ${thirdTransfer} WHERE reverses_id IS NOT NULL`],
    'commitments.movesNet': [
      `UPDATE called_moves SET minor = minor + 1 WHERE transfer_id = ${thirdTransfer} AND minor > 0`,
      `UPDATE called_moves SET interest = interest + 1 WHERE closing_id = ${lastPosted} AND interest < -1`,
    ],
    'commitments.movesPosted': [`UPDATE called_moves SET fund_id = ${secondFund} WHERE transfer_id = ${thirdTransfer}`],
    'commitments.equalisationCalled': [`DELETE FROM called_moves WHERE closing_id = ${lastPosted}`],
    'commitments.refundsOwed': ['UPDATE refund_payouts SET minor = 100000000 WHERE ordinal = 2'],
    'commitments.refundsReturned': ['UPDATE refund_payouts SET minor = minor + 1 WHERE reverses_ordinal IS NOT NULL'],
    'commitments.defaultsAlternate': [copied('holding_defaults', "move = 'declare'", "id = 'again', effective_on = '2026-02-22'")],
  },
};

import { allocationHouse, approved, proposed } from '#test/commands/allocations/allocationHouse.ts';
import { addFund } from '#test/commands/funds/fundHouse.ts';
import { issuedCall } from '#test/kit/commitments.ts';
import type { House } from '#test/kit/house.ts';
import { type Breakers, copied } from './meddle.ts';

/** One allocation called in part, one that waits, one cancelled, and a project. */
function allocations(): House {
  const at = allocationHouse();
  const { firm, fundId } = at;
  const projectId = firm.id();
  const facts = { title: 'Pier 9', kind: 'property', assetType: 'office', currency: 'USD', place: '', openedOn: '2026-01-01' } as const;
  firm.done('projects.addProject', { projectId, fundId, ...facts, tokenDigits: 0 });
  const organisationId = firm.answer('funds.home', { fundId }).fund.organisationId;
  addFund(firm, organisationId, { name: 'Vale Fund', basis: 'commitment' });
  const { allocationId } = approved(at, 4_000_000);
  const use = { purpose: 'investment', insideCommitment: true, minor: '100000000', percent: null, projectId: null, note: '' } as const;
  issuedCall(at, 100_000_000, { uses: [{ ...use, allocationId }], issuedOn: '2026-02-27', dueOn: '2026-03-31' });
  const waiting = proposed(at, 6_000_000, { dealTitle: 'Mill' });
  firm.done('allocations.approve', waiting, { as: at.approver });
  const gone = proposed(at, 1_000_000, { dealTitle: 'Quay' });
  firm.done('allocations.cancel', { allocationId: gone.allocationId, fundId, expectedVersion: 1, reason: 'sold' });
  return firm;
}

const vale = "(SELECT id FROM funds WHERE name = 'Vale Fund')";

export const allocationBreakers: Breakers = {
  records: 'allocations',
  sound: allocations,
  broken: {
    'allocations.numbered': ["UPDATE allocations SET number = 9 WHERE deal_title = 'Quay'"],
    'allocations.ownFund': [
      "UPDATE allocations SET currency = 'EUR' WHERE deal_title = 'Quay'",
      `UPDATE allocations SET project_id = (SELECT id FROM projects) WHERE deal_title = 'Quay'; UPDATE projects SET fund_id = ${vale}`,
    ],
    'allocations.enoughPeople': [
      "UPDATE allocations SET approvers_needed = 2 WHERE deal_title = 'Pier 9'",
      "UPDATE allocations SET approvers_needed = 1 WHERE deal_title = 'Mill'",
    ],
    'allocations.secondPerson': [
      "UPDATE allocation_approvals SET decided_by = (SELECT proposed_by FROM allocations LIMIT 1) WHERE allocation_id = (SELECT id FROM allocations WHERE deal_title = 'Mill')",
      "UPDATE allocation_approvals SET content_hash = 'x' WHERE allocation_id = (SELECT id FROM allocations WHERE deal_title = 'Mill')",
      "UPDATE allocation_approvals SET ordinal = 2 WHERE allocation_id = (SELECT id FROM allocations WHERE deal_title = 'Mill')",
    ],
    'allocations.statusFollowsCalls': [
      "UPDATE allocations SET minor = 99999999 WHERE deal_title = 'Pier 9'",
      "UPDATE allocations SET state = 'cancelled' WHERE deal_title = 'Pier 9'",
      copied(
        'call_uses',
        'allocation_id IS NOT NULL',
        "ordinal = 7, minor = 0, allocation_id = (SELECT id FROM allocations WHERE deal_title = 'Quay')",
      ),
    ],
  },
};

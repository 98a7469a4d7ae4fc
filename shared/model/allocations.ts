import { defineLifecycle } from './lifecycle.ts';

export const allocationStates = ['proposed', 'approved', 'cancelled'] as const;
export type AllocationState = (typeof allocationStates)[number];

export const allocationLifecycle = defineLifecycle({
  entity: 'allocation',
  states: allocationStates,
  initial: 'proposed',
  final: ['cancelled'],
  moves: [
    {
      name: 'approve',
      from: ['proposed'],
      to: 'approved',
      permission: 'allocations.approve',
      guard: 'as many people as the rules ask for, none of them the proposer, each on the content they read',
    },
    { name: 'reject', from: ['proposed'], to: 'cancelled', permission: 'allocations.approve', guard: 'a reason' },
    {
      name: 'cancel',
      from: ['proposed', 'approved'],
      to: 'cancelled',
      permission: 'allocations.propose',
      guard: 'a reason, and nothing of it has been called',
    },
  ],
} as const);

/** What a person sees: once approved, the calls linked to the allocation and their receipts decide. */
export const allocationStatuses = ['proposed', 'approved', 'partlyCalled', 'called', 'funded', 'cancelled'] as const;
export type AllocationStatus = (typeof allocationStatuses)[number];
export const allocationStatusTitles: Readonly<Record<AllocationStatus, string>> = {
  proposed: 'Proposed',
  approved: 'Approved',
  partlyCalled: 'Partly called',
  called: 'Called',
  funded: 'Funded',
  cancelled: 'Cancelled',
};

/** The figures of allocations with their exact definitions: the screen shows the same words the engine obeys. */
export const allocationMetrics = {
  count: { title: 'Allocations', definition: 'Allocations that were not cancelled.' },
  daysToDeployment: {
    title: 'Days to deployment',
    definition:
      'Days from the date of an allocation to the date on which all of it had been called and received; the median over the funded ones.',
  },
} as const;

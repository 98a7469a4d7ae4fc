import { defineLifecycle } from './lifecycle.ts';

export const receiptMethods = ['wire', 'ach', 'check', 'internal', 'other'] as const;
export type ReceiptMethod = (typeof receiptMethods)[number];

/** Where money of a receipt stands: on a line of a call, on billed interest, held for the investor, or with nobody yet. */
export const partKinds = ['call', 'interest', 'advance', 'suspense'] as const;
export type PartKind = (typeof partKinds)[number];

/** Derived from the parts, never typed. */
export const receiptStates = ['applied', 'partlyIdentified', 'suspense', 'returned', 'return'] as const;
export type ReceiptState = (typeof receiptStates)[number];

export const noticeKinds = ['reminder', 'escalation'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const waiverKinds = ['waiver', 'cancellation'] as const;
export type WaiverKind = (typeof waiverKinds)[number];
export type WaiverState = 'proposed' | 'approved' | 'rejected' | 'withdrawn';

export const waiverLifecycle = defineLifecycle({
  entity: 'interestWaiver',
  states: ['proposed', 'approved', 'rejected', 'withdrawn'],
  initial: 'proposed',
  final: ['approved', 'rejected', 'withdrawn'],
  moves: [
    {
      name: 'approve',
      from: ['proposed'],
      to: 'approved',
      permission: 'receipts.approveWaiver',
      guard: 'somebody other than the proposer',
    },
    { name: 'reject', from: ['proposed'], to: 'rejected', permission: 'receipts.approveWaiver', guard: 'a reason' },
    { name: 'withdraw', from: ['proposed'], to: 'withdrawn', permission: 'receipts.record', guard: 'the proposer' },
  ],
} as const);

/** What happens on a subscription line: principal comes and goes, interest is accrued and paid. */
export const movementKinds = ['draw', 'repayment', 'accrual', 'interestPayment'] as const;
export type MovementKind = (typeof movementKinds)[number];

export const movementTitles: Readonly<Record<MovementKind, string>> = {
  draw: 'Draw',
  repayment: 'Repayment',
  accrual: 'Interest accrued',
  interestPayment: 'Interest paid',
};

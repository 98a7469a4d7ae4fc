/** Every figure of capital with its exact definition: the window shows the words the engine obeys. */
export const capitalFigures = {
  committed: {
    title: 'Committed',
    kind: 'money',
    definition: 'What partners have promised by the day: initial commitments, increases and transfers, less decreases and cancellations.',
  },
  called: {
    title: 'Called',
    kind: 'money',
    definition: 'What calls in force on the day asked for inside the commitments, less what closings gave back to earlier partners.',
  },
  uncalled: { title: 'Uncalled', kind: 'money', definition: 'Committed less called: what can still be called.' },
  calledRate: { title: 'Called rate', kind: 'rate', definition: 'Called ÷ committed.' },
  asked: {
    title: 'Asked for',
    kind: 'money',
    definition:
      'What calls in force on the day asked for in all, inside and outside the commitments, equalisation and its interest included.',
  },
  collected: {
    title: 'Collected',
    kind: 'money',
    definition: 'What was paid on these calls by the day; advances, suspense and late interest aside.',
  },
  collectionRate: { title: 'Collection rate', kind: 'rate', definition: 'Collected ÷ asked for.' },
  open: { title: 'Open', kind: 'money', definition: 'Asked for less collected.' },
  overdue: { title: 'Overdue', kind: 'money', definition: 'What is open on calls whose due date lies before the day.' },
  expected: {
    title: 'Expected collection',
    kind: 'money',
    definition:
      'Each open amount × the part of such amounts that came in later, by age: on calls of this fund due 90 days or more before the day, what was paid after an age began ÷ what was open then.',
  },
  distributed: {
    title: 'Distributed',
    kind: 'money',
    definition: 'What left the fund’s bank for its partners by the day, from the ledger; refunds of closings aside.',
  },
  allocations: { title: 'Allocations', kind: 'count', definition: 'Approved allocations of the fund to deals, cancelled ones aside.' },
  deployment: {
    title: 'Days to deployment',
    kind: 'days',
    definition:
      'The mean number of days from an allocation to the due date of the first call issued for it, over the allocations that were called.',
  },
  paidIn: {
    title: 'Paid in',
    kind: 'money',
    definition:
      'What partners paid into the fund’s bank by the day of the NAV, fees and interest included, less what was given back of calls.',
  },
  nav: {
    title: 'NAV',
    kind: 'money',
    definition:
      'The newest approved NAV of every open class for one day; a partner’s share by its units, or by its capital account where the class has none.',
  },
  irr: {
    title: 'IRR, net',
    kind: 'rate',
    definition:
      'The yearly rate at which daily flows and the NAV come to nothing (actual days ÷ 365). Published only where it is the one rate: one change of sign, or a first flow paid in and a single root.',
  },
  dpi: { title: 'DPI', kind: 'multiple', definition: 'Distributed ÷ paid in.' },
  rvpi: { title: 'RVPI', kind: 'multiple', definition: 'NAV ÷ paid in.' },
  tvpi: {
    title: 'TVPI (MOIC)',
    kind: 'multiple',
    definition: '(Distributed + NAV) ÷ paid in: the multiple of invested capital, net to partners.',
  },
  ksPme: {
    title: 'KS-PME',
    kind: 'multiple',
    definition:
      'Kaplan–Schoar: (distributions grown with the index to the day of the NAV + NAV) ÷ payments grown alike. Above 1 the fund beat its index.',
  },
  directAlpha: {
    title: 'Direct alpha',
    kind: 'rate',
    definition: 'The IRR of the flows grown with the index: by how much a year the fund beat it.',
  },
} as const satisfies Readonly<
  Record<string, Readonly<{ title: string; kind: 'money' | 'rate' | 'multiple' | 'count' | 'days'; definition: string }>>
>;
export type CapitalFigure = keyof typeof capitalFigures;

export const withoutLineDefinition =
  'Without the line: every draw counts as paid in on its day and its repayment takes that back, as if partners had been called when the line was drawn; what is still drawn is added to the NAV. Interest and fees of the line stay in.';

export const electionKinds = ['cash', 'automatic', 'partial', 'alternative'] as const;
export type ElectionKind = (typeof electionKinds)[number];
export const electionTitles: Readonly<Record<ElectionKind, string>> = {
  cash: 'Paid in cash',
  automatic: 'Reinvested in full',
  partial: 'Reinvested in part',
  alternative: 'Into another class',
};

export const assetTypes = [
  'office',
  'retail',
  'industrial',
  'residential',
  'mixedUse',
  'hospitality',
  'land',
  'fundInterest',
  'portfolio',
  'other',
] as const;
export type AssetType = (typeof assetTypes)[number];
export const assetTypeTitles: Readonly<Record<AssetType, string>> = {
  office: 'Office',
  retail: 'Retail',
  industrial: 'Industrial',
  residential: 'Residential',
  mixedUse: 'Mixed use',
  hospitality: 'Hospitality',
  land: 'Land',
  fundInterest: 'Fund interest',
  portfolio: 'Portfolio',
  other: 'Other',
};

export const projectKinds = ['project', 'property'] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** Why holdings of tokens changed. An issue adds, a redemption takes away, a transfer sums to zero, a correction may do any with its reason. */
export const tokenChangeKinds = ['issue', 'transfer', 'redemption', 'correction'] as const;
export type TokenChangeKind = (typeof tokenChangeKinds)[number];
export const tokenChangeTitles: Readonly<Record<TokenChangeKind, string>> = {
  issue: 'Issue',
  transfer: 'Transfer',
  redemption: 'Redemption',
  correction: 'Correction',
};

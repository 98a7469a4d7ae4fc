import type { QueryOutput } from '#shared/contract/index.ts';

export const houseFieldNames = ['name', 'legalName', 'address', 'country', 'timeZone', 'currency'] as const;
export type HouseFieldName = (typeof houseFieldNames)[number];
export type HouseFields = Pick<QueryOutput<'settings.house'>, HouseFieldName>;

export const fieldTitles: Readonly<Record<HouseFieldName, string>> = {
  name: 'Name',
  legalName: 'Legal name',
  address: 'Address',
  country: 'Country',
  timeZone: 'Time zone',
  currency: 'Currency',
};

type Versions = Readonly<{ base: HouseFields; mine: HouseFields; theirs: HouseFields }>;

/** Fields changed on either side since the person began. */
export const movedFields = ({ base, mine, theirs }: Versions): readonly HouseFieldName[] =>
  houseFieldNames.filter((name) => mine[name] !== theirs[name] && (mine[name] !== base[name] || theirs[name] !== base[name]));

/** Theirs wherever the person typed nothing, mine wherever they did. */
export const merged = ({ base, mine, theirs }: Versions): HouseFields =>
  Object.fromEntries(
    houseFieldNames.map((name) => [name, mine[name] === base[name] ? theirs[name] : mine[name]]),
  ) as unknown as HouseFields;

import { type Currency, currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate, businessDate } from '#shared/dates.ts';
import type { Money } from '#shared/money.ts';
import type { BadgeValue } from '../table/tableTypes.ts';

export const usd: Currency = currency('USD');
export const dollars = (minor: bigint): Money => ({ minor, currency: usd });

export type Investor = Readonly<{
  id: string;
  name: string;
  fund: string;
  units: number;
  commitment: Money;
  net: Money | null;
  paidOn: BusinessDate | null;
  status: BadgeValue;
}>;

const trees = ['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Rowan', 'Spruce', 'Willow', 'Yew'];
const kinds = ['Pension Fund', 'Family Office', 'Endowment', 'Insurance', 'Foundation', 'Partners LP', 'Trust'];
const statuses: readonly BadgeValue[] = [
  { text: 'Paid', tone: 'good' },
  { text: 'To approve', tone: 'warn' },
  { text: 'Returned', tone: 'bad' },
  { text: 'Draft', tone: 'neutral' },
  { text: 'Sent', tone: 'info' },
];
const start = businessDate('2023-01-02');

/** The same made-up investors every time: a figure depends on nothing but the position. */
export function investors(count: number): Investor[] {
  return Array.from({ length: count }, (_, index) => {
    const scatter = (index * 2_654_435_761) % 4_294_967_296;
    const net = BigInt(scatter % 90_000_000) - 8_000_000n;
    return {
      id: `INV-${(index + 1).toString().padStart(6, '0')}`,
      name: `${trees[index % trees.length]} ${kinds[scatter % kinds.length]} ${Math.floor(index / trees.length) + 1}`,
      fund: scatter % 3 === 0 ? 'Harbor Credit' : scatter % 3 === 1 ? 'Harbor Growth I' : 'Harbor Growth II',
      units: (scatter % 9_000) + 100,
      commitment: dollars(BigInt((scatter % 400) + 10) * 2_500_000n),
      net: scatter % 17 === 0 ? null : dollars(net),
      paidOn: scatter % 11 === 0 ? null : addDays(start, scatter % 1_300),
      status: statuses[scatter % statuses.length] ?? { text: 'Draft', tone: 'neutral' },
    };
  });
}

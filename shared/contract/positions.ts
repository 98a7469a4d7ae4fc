import { z } from 'zod';
import type { InvestorId } from '../ids.ts';
import { LARGEST_MINOR } from '../money.ts';
import { defineCommand } from './define.ts';
import { Fund } from './funds.ts';
import { Day, DecimalText, Minor, MoneyAmount, Reason, uuid } from './schemas.ts';

const Holder = uuid<InvestorId>();
/** A number of units, in the smallest unit of the class. */
export const Units = Minor.refine((units) => units > 0n && units <= LARGEST_MINOR, 'must be above zero');
const Paid = Minor.refine((amount) => amount > 0n, 'must be above zero');
const Cost = Minor.refine((amount) => amount >= 0n, 'must not be negative');

const Event = { eventId: uuid(), fundId: Fund, classId: uuid(), effectiveOn: Day, reason: Reason };
/** The NAV that was shown in the preview: another one in force by now is refused. */
const PriceSeen = { navId: uuid().optional() };

export const MOST_CHOSEN_LOTS = 500;
export const Relief = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('fifo') }),
  z.strictObject({
    method: z.literal('specific'),
    lots: z
      .array(z.strictObject({ eventId: uuid(), ordinal: z.int().min(0), units: Units }))
      .min(1)
      .max(MOST_CHOSEN_LOTS),
  }),
]);
const HowMany = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('units'), units: Units }),
  z.strictObject({ by: z.literal('amount'), amount: Paid }),
  z.strictObject({ by: z.literal('all') }),
]);

/** What one lot gave: its units and cost, and its part of the proceeds, where there were any. */
const TakenLot = z.strictObject({ acquiredOn: Day, units: Minor, cost: MoneyAmount, proceeds: MoneyAmount.nullable() });
const Priced = { navId: uuid(), navPerUnit: DecimalText, priceOn: Day };

export const MOST_REGISTER_ROWS = 10_000;
const unitRefusals = [
  'unitsNotKept',
  'unitDateEarly',
  'dateInFuture',
  'unitsShort',
  'lotShort',
  'splitErases',
  'unitsTooMany',
  'unitsBooked',
] as const;
const priceRefusals = ['navMissing', 'navStale', 'priceCum', 'priceZero', 'priceMoved', 'amountTooSmall'] as const;
const holderRefusals = ['investorMerged', 'investorRemoved', 'kycBlocks'] as const;
const bookRefusals = ['booksMissing', 'roleMissing', 'periodLocked'] as const;
const unitTables = ['unit_registers', 'unit_events', 'unit_lines', 'lot_choices', 'unit_changes', 'lot_movements'] as const;
const bookTables = ['entries', 'postings'] as const;

export const positionsCommands = {
  'positions.subscribe': defineCommand({
    summary: 'Records a subscription: an amount buys units at the approved NAV of the day; what is left is kept as money in advance.',
    class: 'decision',
    input: z.strictObject({ ...Event, investorId: Holder, amount: Paid, accountId: uuid().nullable(), ...PriceSeen }),
    output: z.strictObject({ ...Priced, units: Minor, cost: MoneyAmount, residue: MoneyAmount }),
    refusals: [
      ...unitRefusals,
      ...priceRefusals,
      ...holderRefusals,
      ...bookRefusals,
      'fundClosed',
      'classClosed',
      'accountsUnknown',
      'accountClosed',
    ],
    permission: 'positions.record',
    changes: [...unitTables, ...bookTables],
  }),
  'positions.redeem': defineCommand({
    summary: 'Records a redemption: units, an amount or all; the proceeds at the approved NAV of the day become payable to the holder.',
    class: 'decision',
    input: z.strictObject({ ...Event, investorId: Holder, howMany: HowMany, relief: Relief, ...PriceSeen }),
    output: z.strictObject({
      ...Priced,
      units: Minor,
      proceeds: MoneyAmount,
      cost: MoneyAmount,
      gain: MoneyAmount,
      lots: z.array(TakenLot),
    }),
    refusals: [...unitRefusals, ...priceRefusals, ...bookRefusals, 'investorRemoved', 'lotsDoNotTie', 'amountTooLarge'],
    permission: 'positions.record',
    changes: [...unitTables, ...bookTables],
  }),
  'positions.transfer': defineCommand({
    summary: 'Transfers units between investors: with their lots and dates, or, where a price was paid, as a sale and a purchase.',
    class: 'decision',
    input: z.strictObject({
      ...Event,
      fromId: Holder,
      toId: Holder,
      howMany: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('units'), units: Units }),
        z.strictObject({ by: z.literal('all') }),
      ]),
      /** What the buyer paid the seller; null where the lots go along as they are. */
      consideration: Cost.nullable(),
      relief: Relief,
    }),
    output: z.strictObject({ units: Minor, cost: MoneyAmount, gain: MoneyAmount.nullable(), lots: z.array(TakenLot) }),
    refusals: [...unitRefusals, ...holderRefusals, ...bookRefusals, 'fundClosed', 'transferToSelf', 'lotsDoNotTie'],
    permission: 'positions.record',
    changes: [...unitTables, ...bookTables],
  }),
  'positions.split': defineCommand({
    summary:
      'Splits the units of a class for every holder from the beginning of a day: so many become so many. Costs stay; nothing is posted.',
    class: 'decision',
    input: z.strictObject({ ...Event, from: z.int().min(1).max(1_000_000), to: z.int().min(1).max(1_000_000) }),
    output: z.strictObject({ holders: z.int(), before: Minor, after: Minor, dropped: DecimalText }),
    refusals: [...unitRefusals, 'splitNothing', 'periodLocked'],
    permission: 'positions.record',
    changes: unitTables,
  }),
  'positions.correct': defineCommand({
    summary: 'Corrects the units of a holder, with the reason: adds a lot or takes units away. The register alone; nothing is posted.',
    class: 'decision',
    input: z.strictObject({
      ...Event,
      investorId: Holder,
      /** Above zero adds a lot; below takes units away. */
      units: Minor.refine((units) => units !== 0n && units <= LARGEST_MINOR && units >= -LARGEST_MINOR, 'must not be zero'),
      lot: z.strictObject({ cost: Cost, acquiredOn: Day }).nullable(),
      relief: Relief,
    }),
    output: z.strictObject({ units: Minor, cost: MoneyAmount, lots: z.array(TakenLot) }),
    refusals: [
      ...unitRefusals,
      'investorMerged',
      'investorRemoved',
      'correctionWithoutCost',
      'acquiredLate',
      'lotsDoNotTie',
      'periodLocked',
    ],
    permission: 'positions.record',
    changes: unitTables,
  }),
  'positions.importRegister': defineCommand({
    summary:
      'Takes over the register of a class from another administrator: every lot with its date and cost. The register alone; nothing is posted.',
    class: 'decision',
    input: z.strictObject({
      ...Event,
      rows: z
        .array(
          z.strictObject({
            line: z.int().min(1),
            investorId: Holder,
            units: Units,
            cost: Cost,
            acquiredOn: Day,
            priceOn: Day.nullable(),
          }),
        )
        .min(1)
        .max(MOST_REGISTER_ROWS),
    }),
    output: z.strictObject({ lots: z.int(), units: Minor, cost: MoneyAmount }),
    refusals: [...unitRefusals, 'fundClosed', 'classClosed', 'registerRowsWrong', 'periodLocked'],
    permission: 'positions.record',
    changes: unitTables,
  }),
  'positions.reverse': defineCommand({
    summary: 'Takes a change of the register back as if it had never been, linked both ways, and reverses its ledger entry.',
    class: 'decision',
    input: z.strictObject({ ...Event, reversesId: uuid() }),
    output: z.strictObject({ units: Minor }),
    refusals: [...unitRefusals, 'unitEventReversed', 'unitEventIsReversal', 'reversalTooEarly', 'periodLocked'],
    permission: 'positions.record',
    changes: [...unitTables, ...bookTables],
  }),
};

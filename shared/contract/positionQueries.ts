import { z } from 'zod';
import type { InvestorId } from '../ids.ts';
import { fundBases } from '../model/funds.ts';
import { unitEventKinds } from '../model/positions.ts';
import { defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { listInput, listOutput } from './list.ts';
import { Day, DecimalText, Minor, Moment, MoneyAmount, Name, uuid } from './schemas.ts';

const Investor = uuid<InvestorId>();
const AsOf = { on: Day.optional(), knownAt: Moment.optional() };

/** The price units are worth on a day, or in words why there is none. */
const PriceOn = z.strictObject({
  navPerUnit: DecimalText.nullable(),
  asOfOn: Day.nullable(),
  navUnits: DecimalText.nullable(),
  reason: z.string().nullable(),
});

/** A position on a day: how many units, what they cost, what they are worth. */
const Position = {
  units: Minor,
  unitsText: DecimalText,
  cost: MoneyAmount,
  averageCost: DecimalText,
  value: MoneyAmount.nullable(),
  unrealised: MoneyAmount.nullable(),
  /** Of the units of the class; for reading only. */
  share: DecimalText,
};

const ClassFacts = z.strictObject({
  classId: uuid(),
  name: Name,
  unitDigits: z.int(),
  units: Minor,
  unitsText: DecimalText,
  /** What the register held on the day of that NAV: where the NAV counts others, one of the two is wrong. */
  unitsAtNav: DecimalText.nullable(),
  holders: z.int(),
  cost: MoneyAmount.nullable(),
  value: MoneyAmount.nullable(),
  price: PriceOn,
});

/** The records under which an investor holds: its own, and those merged into it. */
const HeldUnder = z.strictObject({ investorId: Investor, name: z.string(), units: Minor });

const Lot = z.strictObject({
  heldUnder: Investor,
  eventId: uuid(),
  ordinal: z.int(),
  source: z.enum(unitEventKinds),
  acquiredOn: Day,
  priceOn: Day.nullable(),
  units: Minor,
  unitsText: DecimalText,
  cost: MoneyAmount,
  value: MoneyAmount.nullable(),
  unrealised: MoneyAmount.nullable(),
});

const HoldingChange = z.strictObject({
  eventId: uuid(),
  kind: z.enum(unitEventKinds),
  effectiveOn: Day,
  units: Minor,
  unitsText: DecimalText,
  balanceText: DecimalText,
  amount: MoneyAmount.nullable(),
  cost: MoneyAmount,
  gain: MoneyAmount.nullable(),
  navPerUnit: DecimalText.nullable(),
  priceOn: Day.nullable(),
  /** Told to the house alone. */
  counterparty: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: Moment,
});

const EventRow = z.strictObject({
  id: uuid(),
  classId: uuid(),
  className: Name,
  kind: z.enum(unitEventKinds),
  effectiveOn: Day,
  units: Minor,
  unitsText: DecimalText,
  holders: z.array(z.strictObject({ id: Investor, name: z.string() })),
  more: z.int(),
  amount: MoneyAmount.nullable(),
  residue: MoneyAmount.nullable(),
  navPerUnit: DecimalText.nullable(),
  priceOn: Day.nullable(),
  ratio: z.string().nullable(),
  reverses: z.strictObject({ id: uuid(), kind: z.enum(unitEventKinds), effectiveOn: Day }).nullable(),
  reversed: z.strictObject({ id: uuid(), at: Moment }).nullable(),
  entryId: z.string().nullable(),
  reason: z.string(),
  by: Name,
  at: Moment,
});

const unitReads = [
  'unit_changes',
  'lot_movements',
  'unit_events',
  'unit_lines',
  'unit_registers',
  'nav_snapshots',
  'fund_classes',
  'investors',
] as const;

export const positionsQueries = {
  'positions.register': defineQuery({
    summary: 'The register of a fund on a day, as known then: every holder of every class with cost, value and share.',
    input: z.strictObject({ fundId: Fund, classId: uuid().optional(), ...AsOf }),
    output: z.strictObject({
      on: Day,
      classes: z.array(ClassFacts),
      rows: z.array(
        z.strictObject({
          classId: uuid(),
          className: Name,
          investorId: Investor,
          investor: z.string(),
          heldUnder: z.array(HeldUnder),
          ...Position,
        }),
      ),
    }),
    permission: 'funds.view',
    scope: 'fund',
    reads: unitReads,
  }),
  'positions.holding': defineQuery({
    summary: 'One investor’s position in a class on a day: its lots, and everything that changed it.',
    input: z.strictObject({ fundId: Fund, classId: uuid(), investorId: Investor, ...AsOf }),
    output: z.strictObject({
      on: Day,
      fundId: Fund,
      fund: Name,
      classId: uuid(),
      className: Name,
      unitDigits: z.int(),
      investorId: Investor,
      investor: z.string(),
      heldUnder: z.array(HeldUnder),
      price: PriceOn,
      units: Minor,
      unitsText: DecimalText,
      cost: MoneyAmount,
      averageCost: DecimalText.nullable(),
      value: MoneyAmount.nullable(),
      unrealised: MoneyAmount.nullable(),
      realised: MoneyAmount.nullable(),
      share: DecimalText,
      lots: z.array(Lot),
      changes: z.array(HoldingChange),
    }),
    permission: 'investors.view',
    scope: 'investor',
    reads: unitReads,
  }),
  'positions.ofInvestor': defineQuery({
    summary: 'Everything an investor holds on a day, fund by fund: units, tokens and commitments, with its share.',
    input: z.strictObject({ investorId: Investor, ...AsOf }),
    output: z.strictObject({
      on: Day,
      units: z.array(
        z.strictObject({
          fundId: Fund,
          fund: Name,
          classId: uuid(),
          className: Name,
          unitDigits: z.int(),
          price: PriceOn,
          heldUnder: z.array(HeldUnder),
          ...Position,
        }),
      ),
      commitments: z.array(
        z.strictObject({ fundId: Fund, fund: Name, classId: uuid(), className: Name, committed: MoneyAmount, share: DecimalText }),
      ),
      tokens: z.array(
        z.strictObject({ projectId: uuid(), project: Name, fundId: Fund, fund: Name, tokensText: DecimalText, share: DecimalText }),
      ),
    }),
    permission: 'investors.view',
    scope: 'investor',
    reads: [...unitReads, 'commitment_events', 'token_changes'],
  }),
  'positions.ownership': defineQuery({
    summary: 'Who owns how much of a fund on a day, on the basis the fund is counted in; shares are for reading, never for amounts.',
    input: z.strictObject({ fundId: Fund, ...AsOf }),
    output: z.strictObject({
      on: Day,
      basis: z.enum(fundBases),
      rows: z.array(
        z.strictObject({
          investorId: Investor,
          investor: z.string(),
          classId: uuid(),
          className: Name,
          /** Smallest units of the class, or minor units of the fund’s currency where it is counted in commitments. */
          amount: Minor,
          amountText: DecimalText,
          share: DecimalText,
        }),
      ),
    }),
    permission: 'funds.view',
    scope: 'fund',
    reads: [...unitReads, 'commitment_events'],
  }),
  'positions.events': defineQuery({
    summary: 'What changed the registers of a fund, newest first, with what took what back.',
    input: listInput(['effectiveOn', 'recordedAt'], { fundId: Fund, classId: uuid(), kind: z.enum(unitEventKinds) }),
    output: listOutput(EventRow),
    permission: 'funds.view',
    scope: 'fund',
    reads: unitReads,
  }),
};

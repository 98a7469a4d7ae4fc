import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { CommandId, FundId, InvestorId, UserId } from '#shared/ids.ts';
import type { ReliefMethod, UnitEventKind } from '#shared/model/positions.ts';
import { int, minor, table, text } from './columns.ts';

const ofRegister = ({ classId }: { classId: string }) => ({ entity: 'register', id: classId });

export const unitRegisters = table('unit_registers', {
  classId: text('class_id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  units: minor('units').notNull(),
  events: int('events').notNull(),
  changes: int('changes').notNull(),
  movements: int('movements').notNull(),
}).of({ class: 'business', key: ['classId'], subject: ofRegister });

export const unitEvents = table('unit_events', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  classId: text('class_id').notNull(),
  ordinal: int('ordinal').notNull(),
  kind: text('kind').$type<UnitEventKind>().notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  navId: text('nav_id'),
  priceOn: text('price_on').$type<BusinessDate>(),
  navPerUnit: text('nav_per_unit'),
  ratioFrom: minor('ratio_from'),
  ratioTo: minor('ratio_to'),
  reversesId: text('reverses_id'),
  entryCommandId: text('entry_command_id').$type<CommandId>(),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['id'], subject: ofRegister });

export const unitLines = table('unit_lines', {
  eventId: text('event_id').notNull(),
  ordinal: int('ordinal').notNull(),
  classId: text('class_id').notNull(),
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  units: minor('units').notNull(),
  amount: minor('amount'),
  cost: minor('cost'),
  residue: minor('residue'),
  acquiredOn: text('acquired_on').$type<BusinessDate>(),
  priceOn: text('price_on').$type<BusinessDate>(),
  relief: text('relief').$type<ReliefMethod>(),
}).of({ class: 'business', key: ['eventId', 'ordinal'], subject: ofRegister });

/** Written with the line they belong to, whose register they stand under. */
export const lotChoices = table('lot_choices', {
  eventId: text('event_id').notNull(),
  lineOrdinal: int('line_ordinal').notNull(),
  ordinal: int('ordinal').notNull(),
  lotEventId: text('lot_event_id').notNull(),
  lotOrdinal: int('lot_ordinal').notNull(),
  units: minor('units').notNull(),
}).of({ class: 'business', key: ['eventId', 'lineOrdinal', 'ordinal'] });

export const unitChanges = table('unit_changes', {
  classId: text('class_id').notNull(),
  ordinal: int('ordinal').notNull(),
  eventId: text('event_id').notNull(),
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  units: minor('units').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['classId', 'ordinal'], subject: ofRegister });

export const lotMovements = table('lot_movements', {
  classId: text('class_id').notNull(),
  ordinal: int('ordinal').notNull(),
  eventId: text('event_id').notNull(),
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  lotEventId: text('lot_event_id').notNull(),
  lotOrdinal: int('lot_ordinal').notNull(),
  units: minor('units').notNull(),
  cost: minor('cost').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['classId', 'ordinal'], subject: ofRegister });

export const fundTaxIds = table('fund_tax_ids', {
  fundId: text('fund_id').$type<FundId>().notNull(),
  ordinal: int('ordinal').notNull(),
  country: text('country').notNull(),
  taxId: text('tax_id').notNull(),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['fundId', 'ordinal'], subject: ({ fundId }) => ({ entity: 'fund', id: fundId }) });

export const accountEnds = table('account_ends', {
  accountId: text('account_id').primaryKey(),
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  endedOn: text('ended_on').$type<BusinessDate>().notNull(),
  reason: text('reason').notNull(),
  endedBy: text('ended_by').$type<UserId>().notNull(),
  endedAt: text('ended_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['accountId'], subject: ({ investorId }) => ({ entity: 'investor', id: investorId }) });

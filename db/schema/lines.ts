import type { Currency } from '#shared/currencies.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { DayCount } from '#shared/dayCount.ts';
import type { CommandId, FundId, UserId } from '#shared/ids.ts';
import type { MovementKind } from '#shared/model/lines.ts';
import { int, minor, table, text } from './columns.ts';

export const lineFacilities = table('line_facilities', {
  id: text('id').primaryKey(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  name: text('name').notNull(),
  lender: text('lender').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  dayCount: text('day_count').$type<DayCount>().notNull(),
  accountId: text('account_id').notNull(),
  openedOn: text('opened_on').$type<BusinessDate>().notNull(),
  maturesOn: text('matures_on').$type<BusinessDate>().notNull(),
  closedOn: text('closed_on').$type<BusinessDate>(),
  openedBy: text('opened_by').$type<UserId>().notNull(),
  openedAt: text('opened_at').$type<Instant>().notNull(),
  version: int('version').notNull(),
}).of({ class: 'business', key: ['id'], subject: ({ fundId }) => ({ entity: 'lines', id: fundId }) });

const ofFacility = ({ facilityId }: { facilityId: string }) => ({ entity: 'line', id: facilityId });

export const lineTerms = table('line_terms', {
  facilityId: text('facility_id').notNull(),
  ordinal: int('ordinal').notNull(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  limitMinor: minor('limit_minor').notNull(),
  rate: text('rate').notNull(),
  baseShare: text('base_share').notNull(),
  reason: text('reason').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['facilityId', 'ordinal'], subject: ofFacility });

export const lineMovements = table('line_movements', {
  facilityId: text('facility_id').notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>().notNull(),
  kind: text('kind').$type<MovementKind>().notNull(),
  minor: minor('minor').notNull(),
  fromOn: text('from_on').$type<BusinessDate>(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  callId: text('call_id'),
  reference: text('reference').notNull(),
  undoes: int('undoes'),
  reason: text('reason'),
  commandId: text('command_id').$type<CommandId>().notNull(),
  entryOrdinal: int('entry_ordinal').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['facilityId', 'ordinal'], subject: ofFacility });

import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { FundId, InvestorId, UserId } from '#shared/ids.ts';
import type { ElectionKind } from '#shared/model/elections.ts';
import { flag, int, table, text } from './columns.ts';

const ofInvestor = ({ investorId }: { investorId: InvestorId }) => ({ entity: 'investor', id: investorId });

export const reinvestmentElections = table('reinvestment_elections', {
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>(),
  effectiveOn: text('effective_on').$type<BusinessDate>().notNull(),
  kind: text('kind').$type<ElectionKind>().notNull(),
  percent: text('percent'),
  classId: text('class_id'),
  evidence: text('evidence').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['investorId', 'ordinal'], subject: ofInvestor });

export const noticeChoices = table('notice_choices', {
  investorId: text('investor_id').$type<InvestorId>().notNull(),
  ordinal: int('ordinal').notNull(),
  fundId: text('fund_id').$type<FundId>(),
  email: flag('email').notNull(),
  sms: flag('sms').notNull(),
  evidence: text('evidence').notNull(),
  recordedBy: text('recorded_by').$type<UserId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
}).of({ class: 'business', key: ['investorId', 'ordinal'], subject: ofInvestor });

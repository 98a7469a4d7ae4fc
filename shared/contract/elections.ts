import { z } from 'zod';
import { electionKinds } from '../model/elections.ts';
import { defineCommand, defineQuery } from './define.ts';
import { Fund } from './funds.ts';
import { Investor } from './investors.ts';
import { Day, DecimalText, Moment, text, uuid, Version } from './schemas.ts';

const Recorded = z.strictObject({ version: Version, ordinal: z.int() });
const OfWhom = { investorId: Investor, /** Null is every fund without a word of its own. */ fundId: Fund.nullable(), evidence: text(500) };

export const electionCommands = {
  'investors.recordElection': defineCommand({
    summary:
      'Records what an investor wants done with its distributions from a day on: cash, reinvested in full or in part, or into another class.',
    class: 'decision',
    input: z.strictObject({
      ...OfWhom,
      effectiveOn: Day,
      kind: z.enum(electionKinds),
      /** The part reinvested, in per cent: above 0 and below 100. */
      percent: DecimalText.nullable(),
      target: z.strictObject({ fundId: Fund, classId: uuid() }).nullable(),
    }),
    output: Recorded,
    refusals: ['investorMerged', 'investorRemoved', 'electionPercent', 'electionTarget', 'classClosed'],
    permission: 'investors.preferences',
    changes: ['investors', 'reinvestment_elections'],
  }),
  'investors.setNotices': defineCommand({
    summary: 'Records whether an investor hears by e-mail and by SMS, of one fund or of every fund; SMS only after it said so.',
    class: 'fieldEdit',
    input: z.strictObject({ ...OfWhom, email: z.boolean(), sms: z.boolean() }),
    output: Recorded,
    refusals: ['investorMerged', 'investorRemoved'],
    permission: 'investors.preferences',
    changes: ['investors', 'notice_choices'],
  }),
};

const Said = {
  ofId: Investor,
  ordinal: z.int(),
  fundId: Fund.nullable(),
  fund: z.string().nullable(),
  evidence: z.string(),
  by: z.string(),
  at: Moment,
};

export const electionQueries = {
  'investors.elections': defineQuery({
    summary: 'What an investor elected for its distributions and how it wants to hear, fund by fund, with every earlier word.',
    input: z.strictObject({ investorId: Investor, on: Day.optional() }),
    output: z.strictObject({
      elections: z.array(
        z.strictObject({
          ...Said,
          effectiveOn: Day,
          kind: z.enum(electionKinds),
          percent: DecimalText.nullable(),
          target: z.string().nullable(),
          state: z.enum(['inForce', 'upcoming', 'past']),
        }),
      ),
      notices: z.array(z.strictObject({ ...Said, email: z.boolean(), sms: z.boolean(), inForce: z.boolean() })),
    }),
    permission: 'investors.view',
    scope: 'investor',
    reads: ['reinvestment_elections', 'notice_choices', 'investors', 'funds'],
  }),
};

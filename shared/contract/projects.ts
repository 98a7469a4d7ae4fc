import { z } from 'zod';
import type { InvestorId } from '../ids.ts';
import { assetTypes, projectKinds, tokenChangeKinds } from '../model/projects.ts';
import { defineCommand } from './define.ts';
import { Fund } from './funds.ts';
import { CurrencyCode, Day, Minor, Name, Reason, text, uuid, Version } from './schemas.ts';

export const MOST_TOKEN_LINES = 5000;

export const ProjectFields = {
  title: Name,
  kind: z.enum(projectKinds),
  assetType: z.enum(assetTypes),
  currency: CurrencyCode,
  place: text(300, 0),
  openedOn: Day,
  tokenDigits: z.int().min(0).max(8),
};

export const projectsCommands = {
  'projects.addProject': defineCommand({
    summary: 'Records a project or property of a fund, with the decimal places its tokens are counted to.',
    class: 'decision',
    input: z.strictObject({ projectId: uuid(), fundId: Fund, ...ProjectFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['fundClosed', 'projectTitleTaken'],
    permission: 'funds.edit',
    changes: ['projects'],
  }),
  'projects.updateProject': defineCommand({
    summary: 'Corrects the facts of a project; its token digits only while its register is empty.',
    class: 'decision',
    input: z.strictObject({ projectId: uuid(), fundId: Fund, expectedVersion: Version, ...ProjectFields }),
    output: z.strictObject({ version: Version }),
    refusals: ['projectTitleTaken', 'tokensFixed', 'tokenDateEarly'],
    permission: 'funds.edit',
    changes: ['projects'],
  }),
  'projects.recordTokens': defineCommand({
    summary: 'Issues, transfers, redeems or corrects tokens of a project: lines per investor, in the smallest unit of the token.',
    class: 'decision',
    input: z.strictObject({
      projectId: uuid(),
      fundId: Fund,
      expectedVersion: Version,
      kind: z.enum(tokenChangeKinds),
      effectiveOn: Day,
      lines: z
        .array(z.strictObject({ investorId: uuid<InvestorId>(), amount: Minor }))
        .min(1)
        .max(MOST_TOKEN_LINES),
      reason: Reason,
    }),
    output: z.strictObject({ version: Version, tokensIssued: Minor }),
    refusals: [
      'investorsUnknown',
      'tokenSign',
      'tokensUnbalanced',
      'tokenHolderTwice',
      'tokensShort',
      'tokensTooMany',
      'tokenDateEarly',
      'dateInFuture',
    ],
    permission: 'funds.edit',
    changes: ['projects', 'token_changes'],
  }),
};

import { z } from 'zod';
import { defineCommand } from './define.ts';
import { Investor } from './investors.ts';
import { Reason, uuid, Version } from './schemas.ts';

export const investorAccountCommands = {
  'investors.endAccount': defineCommand({
    summary: 'Ends a bank account without a new one: what was paid to it is held until a payee change names another.',
    class: 'decision',
    input: z.strictObject({ investorId: Investor, accountId: uuid(), reason: Reason }),
    output: z.strictObject({ version: Version, held: z.int() }),
    refusals: ['accountState', 'payeeCaseOpen'],
    permission: 'investors.payeeCallback',
    stepUp: true,
    changes: ['investors', 'bank_accounts', 'account_uses', 'account_ends'],
  }),
};

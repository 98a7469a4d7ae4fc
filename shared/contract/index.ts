import type { z } from 'zod';
import type { Result } from '../result.ts';
import { accessCommands, accessQueries } from './access.ts';
import { allocationsQueries } from './allocationQueries.ts';
import { allocationsCommands } from './allocations.ts';
import { auditCommands, auditQueries } from './audit.ts';
import { callsQueries } from './callQueries.ts';
import { callsCommands } from './calls.ts';
import { capitalCommands } from './capital.ts';
import { capitalQueries } from './capitalQueries.ts';
import { commitmentsQueries } from './commitmentQueries.ts';
import { commitmentsCommands } from './commitments.ts';
import { electionCommands, electionQueries } from './elections.ts';
import { fundsQueries } from './fundQueries.ts';
import { fundsCommands } from './funds.ts';
import { healthCommands, healthQueries } from './health.ts';
import { investorAccountCommands } from './investorAccounts.ts';
import { investorsQueries } from './investorQueries.ts';
import { investorsCommands } from './investors.ts';
import { journalQueries } from './journalQueries.ts';
import { journalCommands } from './journals.ts';
import { ledgerCommands } from './ledger.ts';
import { ledgerQueries } from './ledgerQueries.ts';
import { lineCommands, lineQueries } from './lines.ts';
import { positionsQueries } from './positionQueries.ts';
import { positionsCommands } from './positions.ts';
import { projectsCommands } from './projects.ts';
import { receiptsQueries } from './receiptQueries.ts';
import { receiptsCommands } from './receipts.ts';
import type { SharedCode } from './refusals.ts';
import { reportsQueries } from './reports.ts';
import { settingsCommands, settingsQueries } from './settings.ts';

/** Everything a person or a program can ask of a workspace. Adding a feature adds a line to each list. */
export const commands = {
  ...accessCommands,
  ...allocationsCommands,
  ...auditCommands,
  ...callsCommands,
  ...capitalCommands,
  ...commitmentsCommands,
  ...fundsCommands,
  ...positionsCommands,
  ...projectsCommands,
  ...healthCommands,
  ...investorsCommands,
  ...investorAccountCommands,
  ...electionCommands,
  ...ledgerCommands,
  ...journalCommands,
  ...lineCommands,
  ...receiptsCommands,
  ...settingsCommands,
};
export const queries = {
  ...accessQueries,
  ...capitalQueries,
  ...allocationsQueries,
  ...auditQueries,
  ...callsQueries,
  ...commitmentsQueries,
  ...fundsQueries,
  ...healthQueries,
  ...investorsQueries,
  ...electionQueries,
  ...ledgerQueries,
  ...journalQueries,
  ...lineQueries,
  ...positionsQueries,
  ...reportsQueries,
  ...receiptsQueries,
  ...settingsQueries,
};

export type CommandName = keyof typeof commands;
export type QueryName = keyof typeof queries;
export const commandNames = Object.keys(commands) as CommandName[];
export const queryNames = Object.keys(queries) as QueryName[];

export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
export type CommandRefusal<Name extends CommandName> = (typeof commands)[Name]['refusals'][number] | SharedCode;
export type Reply<Name extends CommandName> = Result<CommandOutput<Name>, CommandRefusal<Name>>;
/** What a caller may send: minor units as text or bigint. */
export type CommandRequest<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;

export type QueryInput<Name extends QueryName> = z.output<(typeof queries)[Name]['input']>;
export type QueryRequest<Name extends QueryName> = z.input<(typeof queries)[Name]['input']>;
export type QueryOutput<Name extends QueryName> = z.output<(typeof queries)[Name]['output']>;
export type QueryReply<Name extends QueryName> = Result<QueryOutput<Name>, SharedCode | string>;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);
export const isQueryName = (name: string): name is QueryName => Object.hasOwn(queries, name);

import { commandNames, commands, queries, queryNames } from '#shared/contract/index.ts';
import { contractAsJson } from '#shared/contract/jsonSchema.ts';
import type { Parsed } from './arguments.ts';
import { type ExitCode, exit, type Io } from './io.ts';

/** `clearway contract`: everything that can be asked, as a list for people or as JSON Schemas for programs. */
export async function contract(parsed: Parsed, io: Io): Promise<ExitCode> {
  if (parsed.options.json === true) {
    io.out(JSON.stringify(contractAsJson()));
    return exit.ok;
  }
  const width = Math.max(...[...commandNames, ...queryNames].map((name) => name.length)) + 2;
  io.out('Commands');
  for (const name of commandNames) io.out(`  ${name.padEnd(width)}${commands[name].summary}`);
  io.out('Queries');
  for (const name of queryNames) io.out(`  ${name.padEnd(width)}${queries[name].summary}`);
  return exit.ok;
}

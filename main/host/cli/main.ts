import { toWire } from '#shared/json.ts';
import { parseArguments } from './arguments.ts';
import { type ShellCommand, shellCommands } from './commands.ts';
import { type ExitCode, exit, type Io, readText, Usage, writeNew } from './io.ts';

const common = `Options of every command that opens a workspace:
  -w, --workspace DIR      the folder of the workspace, or the file in it (or CLEARWAY_WORKSPACE)
  --as LOGIN               who asks; the one who made the workspace unless said otherwise
  --now INSTANT            another clock; only in a practice workspace
  --passphrase-file FILE   the passphrase is its first line (or CLEARWAY_PASSPHRASE, or you are asked)
  -h, --help               this text
Exit codes: 0 done, 3 refused (the reason is on standard error), 2 a mistake in the command line, 1 a fault of the program.`;

/** Runs one command line and answers its exit code; nothing here ends the process. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(args, io);
  } catch (error) {
    if (!(error instanceof Usage)) return await crashed(error, io);
    io.err(error.message);
    io.err('“clearway --help” lists what there is.');
    return exit.usage;
  }
}

async function run([word, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') return help(word === undefined, rest[0], io);
  if (word === '--version') {
    io.out((await import('./folders.ts')).ownVersion());
    return exit.ok;
  }
  if (calculatorWords.has(word)) return calculate(word, rest, io);
  const command = commandOf(word);
  if (rest.includes('--help') || rest.includes('-h')) return helpOf(command, io);
  const parsed = parseArguments(rest, command.options, command.words);
  const action = await command.load();
  return action(parsed, io);
}

/** Calculations without a workspace; named here so that nothing else has to load them. */
const calculatorWords: ReadonlySet<string> = new Set(['allocate', 'irr', 'performance', 'waterfall']);

async function calculate(word: string, args: readonly string[], io: Io): Promise<ExitCode> {
  const { calculators } = await import('./calculators.ts');
  const calculator = calculators[word];
  if (!calculator) throw new Usage(`There is no “${word}”.`);
  if (args.includes('--help') || args.includes('-h')) {
    io.out([calculator.usage, calculator.summary, ...(calculator.more ? [calculator.more] : [])].join('\n'));
    return exit.ok;
  }
  const calculation = calculator.run(args, readText);
  if ('problem' in calculation) throw new Usage(calculation.problem);
  if (calculation.file) writeNew(calculation.file.path, await calculation.file.bytes());
  io.out(toWire(calculation.line));
  return exit.ok;
}

function commandOf(word: string): ShellCommand {
  const command = Object.hasOwn(shellCommands, word) ? shellCommands[word] : undefined;
  if (!command)
    throw new Usage(
      `There is no “${word.slice(0, 40)}”. Choose one of: ${[...Object.keys(shellCommands), ...calculatorWords].join(', ')}.`,
    );
  return command;
}

async function help(isMistake: boolean, word: string | undefined, io: Io): Promise<ExitCode> {
  if (word !== undefined) return calculatorWords.has(word) ? calculate(word, ['--help'], io) : helpOf(commandOf(word), io);
  const say = isMistake ? io.err : io.out;
  say('clearway COMMAND …');
  for (const { usage, summary } of Object.values(shellCommands)) say(`  ${usage}\n      ${summary}`);
  const { calculators } = await import('./calculators.ts');
  for (const { usage, summary } of Object.values(calculators)) say(`  ${usage.replace('clearway ', '')}\n      ${summary}`);
  say(common);
  return isMistake ? exit.usage : exit.ok;
}

function helpOf({ usage, summary }: ShellCommand, io: Io): ExitCode {
  io.out(`clearway ${usage}`);
  io.out(summary);
  io.out(common);
  return exit.ok;
}

/** The error's class and place, never its message: it could quote what was typed. */
async function crashed(error: unknown, io: Io): Promise<ExitCode> {
  const [{ describeError, keepIncident }, { programFolder }, { freshId }] = await Promise.all([
    import('../session/incidents.ts'),
    import('./folders.ts'),
    import('./ids.ts'),
  ]);
  const now = io.now();
  const id = freshId(now);
  const message = describeError(error);
  keepIncident(programFolder(io.env), null, { id, at: now, place: 'command line', message });
  io.err(`Something unexpected went wrong (incident ${id}). Try again; if it happens again, send this to your administrator:`);
  io.err(message);
  return exit.crashed;
}

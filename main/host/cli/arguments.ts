import { parseArgs } from 'node:util';
import { Usage } from './io.ts';

export type Options = Readonly<Record<string, string | boolean | undefined>>;
export type Parsed = Readonly<{ words: readonly string[]; options: Options }>;
type OptionFact = Readonly<{ type: 'string' | 'boolean'; short?: string }>;
export type OptionFacts = Readonly<Record<string, OptionFact>>;

/** Words and options of one command; what it does not know is said by name. */
export function parseArguments(args: readonly string[], facts: OptionFacts, most: number): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h' }, ...facts },
      allowPositionals: true,
    });
    if (positionals.length > most) throw new Usage(`“${positionals[most]}” is one word too many.`);
    return { words: positionals, options: values as Options };
  } catch (error) {
    if (error instanceof Usage || !(error instanceof TypeError)) throw error;
    throw new Usage(`${error.message.split('. ')[0]}.`);
  }
}

export const textOption = ({ options }: Parsed, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

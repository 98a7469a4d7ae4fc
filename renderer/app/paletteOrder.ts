import type { AppCommand } from './commands.ts';

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** One typed word against one text: its beginning counts most, then the beginning of a word, then any place. */
function scoreOf(part: string, text: string): number {
  if (text.toLowerCase().startsWith(part)) return 1;
  if (wordsIn(text).some((word) => word.startsWith(part))) return 0.8;
  return text.toLowerCase().includes(part) ? 0.3 : 0;
}

/** How well a command answers what was typed: every typed word must be found; its title counts more than its other words. */
export function paletteScore({ title, group, words = '' }: Pick<AppCommand, 'title' | 'group' | 'words'>, typed: string): number {
  const parts = wordsIn(typed);
  let total = 0;
  for (const part of parts) {
    const best = Math.max(scoreOf(part, title), scoreOf(part, words) * 0.5, scoreOf(part, group) * 0.3);
    if (best === 0) return 0;
    total += best;
  }
  return parts.length === 0 ? 1 : total / parts.length;
}

/** The commands that answer, best first; equals keep their order. */
export function paletteOrder(commands: readonly AppCommand[], typed: string): readonly AppCommand[] {
  return commands
    .map((command) => ({ command, score: paletteScore(command, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

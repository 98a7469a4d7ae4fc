import { useAsk } from '#renderer/data/ask.ts';

/** The least length the rule in force asks for; the host has the last word. */
export function useShortestPassphrase(): number {
  const rules = useAsk('settings.rules', {});
  const value = rules.data?.rules.find(({ rule }) => rule === 'access.passphraseLength')?.value;
  return typeof value === 'number' ? value : 1;
}

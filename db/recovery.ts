import { hkdfSync } from 'node:crypto';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { refuse } from '#shared/contract/refusals.ts';
import { done, type Result } from '#shared/result.ts';

const WORDS = 24;
const known = new Set(wordlist);

/** The printed phrase for 32 random bytes: 24 words whose last letters carry a checksum. */
export function recoveryPhrase(entropy: Uint8Array): string {
  if (entropy.length !== 32) throw new RangeError('a recovery phrase carries 32 bytes');
  return entropyToMnemonic(entropy, wordlist);
}

/** Reads a typed phrase, whatever its spacing and capitals; says which word is wrong when it can. */
export function parseRecoveryPhrase(typed: string): Result<Uint8Array, 'wrongRecoveryPhrase'> {
  const words = typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s,;.]+|\d+[.)]/u)
    .filter((word) => word !== '');
  const strange = words.findIndex((word) => !known.has(word));
  if (strange >= 0) return wrong(`word ${strange + 1} “${words[strange]!.slice(0, 40)}” is not in the list`);
  if (words.length !== WORDS) return wrong(`${WORDS} words are needed, ${words.length} ${words.length === 1 ? 'was' : 'were'} given`);
  try {
    return done(mnemonicToEntropy(words.join(' '), wordlist));
  } catch {
    return wrong('the checksum does not fit: a word is wrong or two are swapped');
  }
}

/** The phrase holds full entropy, so it needs no slow hash: one HKDF makes its wrapping key. */
export function recoveryWrapKey(entropy: Uint8Array, workspaceId: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', entropy, workspaceId, 'clearway recovery slot', 32));
}

const wrong = (problem: string) => refuse('wrongRecoveryPhrase', { problem });

import { expect, test } from 'vitest';
import { type PayeeFacts, payeeOf } from '#main/engine/investors/payee.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';

type Facts = PayeeFacts<{ id: string; investorId: string; state: 'inForce' | 'replaced' | 'pending' }>;
const harbour = { id: 'harbour', name: 'Harbour Fund' };
const vale = { id: 'vale', name: 'Vale Fund' };
const alder = { id: 'alder', name: 'Alder Trust', mergedInto: null };
const own = { id: 'own', investorId: 'alder', state: 'inForce' } as const;
const second = { id: 'second', investorId: 'alder', state: 'inForce' } as const;
const use = (accountId: string, fundId: string | null = null, untilAt: string | null = null) => ({ fundId, accountId, untilAt });
const facts = (more: Partial<Facts> = {}): Facts => ({ holder: alder, accounts: [own, second], uses: [], ended: new Set(), ...more });

const told = (given: Facts, fund = harbour): string => {
  const reply = payeeOf(given, fund);
  return reply.ok ? reply.value.id : sentenceOf(reply.error);
};

test('a fund pays to the account named for it, else to the one for every fund', () => {
  const uses = [use('own'), use('second', 'harbour')];
  expect(told(facts({ uses }))).toBe('second');
  expect(told(facts({ uses }), vale)).toBe('own');
  expect(told(facts())).toBe('Alder Trust has no bank account in force for Harbour Fund. Record a payee change first.');
});

test('the latest use counts, and one that was ended without another holds the money instead of falling back', () => {
  expect(told(facts({ uses: [use('own', 'harbour', 'then'), use('second', 'harbour')] }))).toBe('second');
  const held = 'The bank account of Alder Trust for Harbour Fund was ended, so money is held. Record a payee change that names another.';
  expect(told(facts({ uses: [use('own'), use('second', 'harbour', 'then')] }))).toBe(held);
  expect(told(facts({ uses: [use('own', null, 'then')] }))).toBe(held);
  expect(told(facts({ uses: [use('own')], ended: new Set(['own']) }))).toBe(held);
});

test('never to an account that is not the holder’s own, or not in force, however it came to stand there', () => {
  const stranger = { ...own, investorId: 'birch' };
  for (const accounts of [[stranger], [{ ...own, state: 'pending' as const }], []])
    expect(told(facts({ accounts, uses: [use('own')] }))).toContain('money is held');
});

test('a merged holder is paid to its own account, and has to get one by itself', () => {
  const holder = { ...alder, mergedInto: 'birch' };
  expect(told(facts({ holder, uses: [use('own')] }))).toBe('own');
  expect(told(facts({ holder }))).toBe(
    'The position in Harbour Fund is held by Alder Trust, which was merged and has no bank account of its own. Transfer the position, or undo the merge and record a payee change.',
  );
});

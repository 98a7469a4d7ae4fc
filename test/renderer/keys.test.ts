import { expect, test } from 'vitest';
import { chordOf, hasModifier, type KeyPress, keyCaps, matchKeys } from '#renderer/app/keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  ['a letter', press('g'), false, 'g'],
  ['a capital letter is the letter with Shift', press('G', { shiftKey: true }), false, 'shift+g'],
  ['a sign says by itself that Shift was held', press('?', { shiftKey: true }), false, '?'],
  ['Ctrl is mod on Windows and Linux', press('k', { ctrlKey: true }), false, 'mod+k'],
  ['Command is mod on a Mac', press('k', { metaKey: true }), true, 'mod+k'],
  ['Ctrl on a Mac belongs to the system', press('k', { ctrlKey: true }), true, null],
  ['the Windows key belongs to the system', press('k', { metaKey: true }), false, null],
  ['several modifiers stand in one order', press('L', { ctrlKey: true, shiftKey: true }), false, 'mod+shift+l'],
  ['a named key', press('Enter', { shiftKey: true }), false, 'shift+enter'],
  ['the space bar', press(' '), false, 'space'],
  ['a modifier alone is no chord', press('Shift', { shiftKey: true }), false, null],
])('%s', (_, event, isMac, chord) => {
  expect(chordOf(event, isMac)).toBe(chord);
});

test('a pair of keys is followed, and a foreign key begins anew', () => {
  const bindings = ['g u', 'g t', 'n', 'mod+k'];
  expect(matchKeys('', 'g', bindings)).toEqual({ hit: null, pending: 'g' });
  expect(matchKeys('g', 'u', bindings)).toEqual({ hit: 'g u', pending: '' });
  expect(matchKeys('g', 'n', bindings)).toEqual({ hit: 'n', pending: '' });
  expect(matchKeys('g', 'g', bindings)).toEqual({ hit: null, pending: 'g' });
  expect(matchKeys('g', 'x', bindings)).toEqual({ hit: null, pending: '' });
  expect(matchKeys('', 'x', bindings)).toEqual({ hit: null, pending: '' });
});

test('only chords with a modifier may fire while a person types', () => {
  expect(['mod+k', 'alt+n'].every(hasModifier)).toBe(true);
  expect(['g', '?', 'shift+g'].some(hasModifier)).toBe(false);
});

test('keys are written as they stand on the caps', () => {
  expect(keyCaps('mod+shift+l', false)).toEqual(['Ctrl+Shift+L']);
  expect(keyCaps('mod+k', true)).toEqual(['⌘+K']);
  expect(keyCaps('g u', false)).toEqual(['G', 'U']);
  expect(keyCaps('?', false)).toEqual(['?']);
});

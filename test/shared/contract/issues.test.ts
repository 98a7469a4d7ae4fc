import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '#shared/contract/index.ts';
import { issuesOf } from '#shared/contract/issues.ts';
import { refuse, sentenceOf } from '#shared/contract/refusals.ts';
import { Minor, text } from '#shared/contract/schemas.ts';

const said = (schema: z.ZodType, input: unknown): string[] => {
  const { error } = schema.safeParse(input);
  return error ? issuesOf(error).map(({ path, message }) => (path ? `${path} ${message}` : message)) : [];
};

test('what is wrong is said in words a person can act on', () => {
  const shape = z.strictObject({
    a: z.string(),
    b: z.int().min(1).max(9),
    c: z.enum(['x', 'y']),
    d: z.array(z.boolean()).min(1),
    e: Minor,
    f: text(3),
  });
  expect(said(shape, { b: 0, c: 'z', d: [], e: 1.5, f: '', g: 1 })).toEqual([
    'a is missing',
    'b must be at least 1',
    'c must be one of x, y',
    'd must hold at least 1 entry',
    'e must be whole minor units, as digits',
    'f must have at least 1 character',
    'holds what is not known here: “g”',
  ]);
  expect(said(shape, { a: 1, b: 10, c: 'x', d: ['no'], e: '1', f: 'four' })).toEqual([
    'a must be text',
    'b must be at most 9',
    'd.0 must be true or false',
    'f must have at most 3 characters',
  ]);
  expect(said(z.literal('x'), 'y')).toEqual(['must be “x”']);
  expect(said(z.union([z.string(), z.boolean()]), 1)).toEqual(['does not have any of the forms allowed here']);
  expect(said(z.email(), 'x')).toEqual(['is not a valid email']);
});

test('a long list of choices is cut, and what was sent is never repeated', () => {
  const [rule] = said(commands['settings.propose'].input, { rule: 'SECRET' }).filter((line) => line.startsWith('rule'));
  expect(rule).toMatch(/and \d+ more$/);
  expect(rule).not.toContain('SECRET');
});

test('at most twenty findings, each bounded', () => {
  const many = z.strictObject(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, z.string()])));
  expect(said(many, {})).toHaveLength(20);
  expect(said(z.strictObject({}), { ['k'.repeat(5000)]: 1 })[0]!.length).toBeLessThan(320);
});

test('a refusal becomes one sentence on every transport', () => {
  expect(
    sentenceOf(
      refuse('invalidInput', {
        issues: [
          { path: 'a', message: 'is missing' },
          { path: '', message: 'is wrong' },
        ],
      }).error,
    ),
  ).toBe('a is missing; is wrong. Correct this and send it again.');
  expect(sentenceOf({ code: 'madeUp', detail: {} })).toBe('The request was refused (madeUp).');
});

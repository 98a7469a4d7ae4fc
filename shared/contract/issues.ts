import type { z } from 'zod';
import type { InputIssue } from './commonRefusals.ts';

const MOST_ISSUES = 20;
const MOST_CHOICES = 12;
const CHOICES_WIDTH = 220;

/** zod's findings as the paths and words a person can act on; bounded, and without echoing what was sent. */
export function issuesOf(error: z.ZodError): InputIssue[] {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) => ({ path: issue.path.map(String).join('.').slice(0, 200), message: wordsFor(issue).slice(0, 300) }));
}

type Issue = z.core.$ZodIssue;

function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be ${kindText(issue.expected)}`;
    case 'unrecognized_keys':
      return `holds what is not known here: ${issue.keys.map((key) => `“${key.slice(0, 60)}”`).join(', ')}`;
    case 'invalid_value':
      return `must be ${listText(issue.values.map(String))}`;
    case 'too_small':
      return `must ${sizeText(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${sizeText(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_union':
      return 'does not have any of the forms allowed here';
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `is not a valid ${issue.format}` : issue.message;
    default:
      return issue.message;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  bigint: 'whole minor units, as digits',
  null: 'null',
};
const kindText = (expected: string): string => (Object.hasOwn(kinds, expected) ? kinds[expected]! : expected);

function listText(values: readonly string[]): string {
  if (values.length === 1) return `“${values[0]}”`;
  let fitting = Math.min(values.length, MOST_CHOICES);
  while (fitting > 1 && values.slice(0, fitting).join(', ').length > CHOICES_WIDTH) fitting -= 1;
  const shown = values.slice(0, fitting).join(', ');
  return values.length > fitting ? `one of ${shown} and ${values.length - fitting} more` : `one of ${shown}`;
}

function sizeText(origin: string, bound: string, size: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${size} ${size === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `hold ${bound} ${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${size}`;
}

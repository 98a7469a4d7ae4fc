import type { z } from 'zod';
import type { InputIssue } from './commonRefusals.ts';

const MOST_ISSUES = 20;

/** zod's findings as the paths and sentences a person can act on; bounded, and without echoing what was sent. */
export function issuesOf(error: z.ZodError): InputIssue[] {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String).join('.').slice(0, 200), message: message.slice(0, 300) }));
}

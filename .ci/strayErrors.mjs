// A vitest reporter: keeps the errors that belong to no test, so that the summary can name them at its end.
import { writeFileSync } from 'node:fs';

export default class StrayErrors {
  onTestRunEnd(_modules, unhandledErrors) {
    const errors = unhandledErrors.map(({ name, message, stack = '' }) => {
      const where = stack.split('\n').find((line) => line.trim().startsWith('at '));
      return `${name ?? 'Error'}: ${String(message).split('\n')[0]}${where ? ` (${where.trim()})` : ''}`;
    });
    writeFileSync(process.env.CLEARWAY_STRAY_ERRORS, JSON.stringify(errors));
  }
}

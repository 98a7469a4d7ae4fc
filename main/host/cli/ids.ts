import { randomBytes } from 'node:crypto';
import type { Instant } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';

export const freshId = (now: Instant): string => uuidv7(now, randomBytes(10));

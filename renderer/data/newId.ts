import { instant } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';

/** A fresh id for a record or a command: its time from this machine, the rest by chance. */
export const newId = (): string => uuidv7(instant(new Date().toISOString()), crypto.getRandomValues(new Uint8Array(10)));

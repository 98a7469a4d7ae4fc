import { hash } from 'node:crypto';

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

/** What the first row of a chain names as the row before it. */
export const GENESIS = '0'.repeat(64);

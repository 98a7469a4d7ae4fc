import type { ArgonCost } from '#db/keySlots.ts';

/** Published on purpose: the demo firm holds nothing real, and everybody in it can be tried out. */
export const demoPassphrase = 'harbour and vale';
export const demoOwner = 'helena';
export const demoHouse = 'Harbour & Vale Partners';

/**
 * A passphrase everybody knows protects nothing, so its slots cost a millisecond instead of a third of a second each. The cost also marks
 * them: only slots made this cheaply are ever tried with the published passphrase.
 */
export const demoCost: ArgonCost = { m: 256, t: 1, p: 1 };

import { instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';

export const cheap = { m: 64, t: 1, p: 1 } as const;
export const start = instant('2026-11-20T09:00:00.000Z');
export const workspaceId = '0193abcd-0000-7000-8000-000000000001';
export const ann = {
  userId: '0193abcd-0000-7000-8000-0000000000a1' as UserId,
  login: 'ann',
  name: 'Ann Owner',
  passphrase: 'correct horse battery',
};
export const bob = {
  userId: '0193abcd-0000-7000-8000-0000000000b2' as UserId,
  login: 'bob',
  name: 'Bob Approver',
  passphrase: 'another long passphrase',
};

import type { QueryOutput } from '#shared/contract/index.ts';

export type UserRecord = QueryOutput<'access.user'>;
export type HeldGrant = UserRecord['grants'][number];

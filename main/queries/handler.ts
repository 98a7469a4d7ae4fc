import type { ReadDb } from '#db/handles.ts';
import type { SettingsInForce } from '#main/engine/settings/resolve.ts';
import type { QueryInput, QueryName, QueryOutput } from '#shared/contract/index.ts';
import type { RefusalCode } from '#shared/contract/refusals.ts';
import type { BusinessDate, Instant } from '#shared/dates.ts';
import type { UserId } from '#shared/ids.ts';
import type { GrantScope } from '#shared/model/access.ts';
import type { Refused } from '#shared/result.ts';

/** Which rows the asking person may see: everything in the house, or only what belongs to these funds, investors or agents. */
export type RowScope = Readonly<{ wholeHouse: boolean; scopes: readonly GrantScope[] }>;

export type QueryContext = Readonly<{
  db: ReadDb;
  now: Instant;
  today: BusinessDate;
  userId: UserId;
  rows: RowScope;
  settings: SettingsInForce;
}>;

/** A question answered: the answer itself, or a refusal. */
export type QueryHandler<Name extends QueryName> = (
  context: QueryContext,
  input: QueryInput<Name>,
) => QueryOutput<Name> | Refused<RefusalCode>;

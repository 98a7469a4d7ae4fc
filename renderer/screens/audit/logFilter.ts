import type { QueryRequest } from '#shared/contract/index.ts';
import type { BusinessDate } from '#shared/dates.ts';

export type LogFilter = Readonly<{
  search: string;
  actorId: string | null;
  name: string | null;
  class: string | null;
  transport: string | null;
  device: string;
  from: BusinessDate | null;
  until: BusinessDate | null;
  entity: string;
  entityId: string;
}>;

export const noFilter: LogFilter = {
  search: '',
  actorId: null,
  name: null,
  class: null,
  transport: null,
  device: '',
  from: null,
  until: null,
  entity: '',
  entityId: '',
};

type Asked = NonNullable<QueryRequest<'audit.log'>['filter']>;

/** Only what was chosen goes to the host. */
export function filterOf(filter: LogFilter): Asked {
  const chosen = Object.entries(filter)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(chosen) as Asked;
}

/** How many of the filters that are folded away are in use. */
export const foldedCount = (filter: LogFilter): number =>
  [filter.class, filter.transport, filter.device.trim(), filter.entity.trim(), filter.entityId.trim()].filter(Boolean).length;

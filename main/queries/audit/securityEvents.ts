import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { nameIn } from '#db/tables/users.ts';
import type { QueryHandler } from '../handler.ts';

const list: ListDefinition = {
  select: 'e.id, e.kind, e.occurred_at, e.user_id, e.who, e.device, e.detail, e.must_close, c.closed_by, c.closed_at, c.note',
  from: 'security_events e LEFT JOIN security_closures c ON c.event_id = e.id',
  key: 'e.id',
  keyIsInteger: false,
  sort: { occurredAt: 'e.occurred_at', kind: 'e.kind' },
  defaultSort: { by: 'occurredAt', descending: true },
  filter: {
    kind: equals('e.kind'),
    open: (open: boolean) => ({
      sql: open ? 'c.event_id IS NULL AND e.must_close = 1' : 'c.event_id IS NOT NULL OR e.must_close = 0',
      params: [],
    }),
  },
};

type Row = Readonly<
  Record<'id' | 'kind' | 'occurred_at' | 'who' | 'device' | 'detail', string> &
    Record<'user_id' | 'closed_by' | 'closed_at' | 'note', string | null> & { must_close: bigint }
>;

export const securityEvents: QueryHandler<'audit.securityEvents'> = ({ db, userId }, input) => {
  const page = readPage(db, list, input);
  const rows = (page.rows as unknown as readonly Row[]).map((row) => ({
    id: row.id,
    kind: row.kind as never,
    occurredAt: row.occurred_at as never,
    who: row.who,
    aboutYou: row.user_id === userId,
    device: row.device,
    detail: row.detail,
    mustClose: row.must_close === 1n,
    closedBy: row.closed_by && nameIn(db, row.closed_by),
    closedAt: row.closed_at as never,
    note: row.note,
  }));
  return { rows, next: page.next, total: page.total };
};

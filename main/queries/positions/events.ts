import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { readUnitEvent, type UnitEventRow } from '#db/tables/positions.ts';
import { type EventDetails, readEventDetails } from '#db/tables/unitHistory.ts';
import { nameIn } from '#db/tables/users.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { entryIdOf } from '#shared/model/ledger.ts';
import { money } from '#shared/money.ts';
import { inScope } from '../funds/rows.ts';
import type { QueryHandler } from '../handler.ts';
import { unitsText } from './facts.ts';

type Row = QueryOutput<'positions.events'>['rows'][number];

const eventList: ListDefinition = {
  select: 'unit_events.id, fund_classes.name AS class_name, fund_classes.unit_digits AS digits, funds.currency',
  from: 'unit_events JOIN fund_classes ON fund_classes.id = unit_events.class_id JOIN funds ON funds.id = unit_events.fund_id',
  key: 'unit_events.id',
  keyIsInteger: false,
  sort: { effectiveOn: 'unit_events.effective_on', recordedAt: 'unit_events.recorded_at' },
  defaultSort: { by: 'effectiveOn', descending: true },
  filter: { fundId: equals('unit_events.fund_id'), classId: equals('unit_events.class_id'), kind: equals('unit_events.kind') },
};

type Listed = Readonly<{ id: string; class_name: string; digits: bigint; currency: Currency }>;

export const unitEvents: QueryHandler<'positions.events'> = ({ db, rows: scope }, input) => {
  const page = readPage(db, eventList, input, inScope(scope, 'unit_events.fund_id'));
  const listed = page.rows as unknown as readonly Listed[];
  const details = readEventDetails(
    db,
    listed.map(({ id }) => id),
  );
  return { rows: listed.map((row) => shown(db, row, readUnitEvent(db, row.id)!, details)), next: page.next, total: page.total };
};

function shown(db: ReadDb, { class_name, digits, currency }: Listed, event: UnitEventRow, details: EventDetails): Row {
  const { id, classId, kind, effectiveOn, navPerUnit, priceOn, reason } = event;
  const sums = details.sums.get(id);
  const holders = details.holders.get(id) ?? [];
  const moved = kind === 'split' ? (details.splits.get(id) ?? 0n) : sums && sums.gained > 0n ? sums.gained : (sums?.given ?? 0n);
  const reversal = details.reversals.get(id);
  const reversed = event.reversesId === null ? undefined : readUnitEvent(db, event.reversesId);
  const inFund = (minor: bigint | null | undefined) => (minor === null || minor === undefined ? null : money(minor, currency));
  return {
    id,
    classId,
    className: class_name,
    kind,
    effectiveOn,
    units: moved,
    unitsText: unitsText(moved, Number(digits)),
    holders: holders.map(({ investor_id, name }) => ({ id: investor_id, name })),
    more: Math.max(0, Number(sums?.lines ?? 0n) - holders.length),
    amount: inFund(sums?.amount),
    residue: inFund(sums?.residue),
    navPerUnit,
    priceOn,
    ratio: event.ratioFrom === null ? null : `${event.ratioTo} for ${event.ratioFrom}`,
    reverses: reversed ? { id: reversed.id, kind: reversed.kind, effectiveOn: reversed.effectiveOn } : null,
    reversed: reversal ? { id: reversal.id, at: reversal.recorded_at } : null,
    entryId: event.entryCommandId === null ? null : entryIdOf({ commandId: event.entryCommandId, ordinal: 0 }),
    reason,
    by: nameIn(db, event.recordedBy),
    at: event.recordedAt,
  };
}

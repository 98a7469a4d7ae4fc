import { sha256 } from '#db/hash.ts';
import { readClosingFacts } from '#db/tables/commitmentFacts.ts';
import type { FundRow } from '#db/tables/funds.ts';
import {
  type ClosingContent,
  type ClosingFacts,
  checkClosing,
  checkReady,
  closingText,
  outcomeOf,
} from '#main/engine/commitments/closing.ts';
import { layersOf } from '#main/engine/commitments/layers.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import type { QueryContext } from '../handler.ts';
import { shareOf, shownName } from './rows.ts';

export type Pending = QueryOutput<'commitments.previewClosing'>;
type Row = Pending['rows'][number];
type Bare = Omit<Row, 'investor' | 'className' | 'shareBefore' | 'shareAfter'>;

/** Names and shares, and what it all comes to. */
export function shownPending(
  { db }: QueryContext,
  fund: FundRow,
  classNames: ReadonlyMap<string, string>,
  bare: readonly Bare[],
): Pick<Pending, 'currency' | 'rows' | 'totals'> {
  const sum = (of: (row: Bare) => bigint): bigint => bare.reduce((total, row) => total + of(row), 0n);
  const [before, after] = [sum((row) => row.before), sum((row) => row.after)];
  const rows = bare.map((row) => ({
    ...row,
    investor: shownName(db, row.investorId),
    className: classNames.get(row.classId) ?? row.classId,
    shareBefore: shareOf(row.before, before),
    shareAfter: shareOf(row.after, after),
  }));
  const totals = {
    before,
    added: after - before,
    after,
    catchUp: sum(({ moved }) => (moved > 0n ? moved : 0n)),
    refunds: sum(({ moved }) => (moved < 0n ? -moved : 0n)),
    interest: sum(({ interest }) => (interest > 0n ? interest : 0n)),
  };
  return { currency: fund.currency, rows: rows.sort(byName), totals };
}

const byName = (left: Row, right: Row): number => (left.investor < right.investor ? -1 : left.investor > right.investor ? 1 : 0);

/** Everything a closing would do today, what is wrong with it, and the hash an approval would be given to. */
export function pendingOf(
  context: QueryContext,
  fund: FundRow,
  closingId: string | null,
  content: ClosingContent,
): Readonly<{ pending: Pending; contentHash: string }> {
  const { db, settings } = context;
  const investorIds = content.lines.map(({ investorId }) => investorId);
  const { shares, moves, ...read } = readClosingFacts(db, { ...content, id: closingId ?? '', fundId: fund.id, investorIds });
  const isCapped = settings.flag('commitments.capAtTarget', chainOf({ id: fund.id, type: fund.vehicleType }));
  const facts: ClosingFacts = { fund, isCapped, ...read, layers: layersOf(shares, moves) };
  const outcome = outcomeOf(content, facts);
  const checked = checkClosing(content, facts);
  const ready = checked.ok ? checkReady(content, facts, outcome) : checked;
  const bare = outcome.rows.map(({ investorId, classId, before, added, after, calledBefore, calledAfter, interest }) => {
    return { investorId, classId, before, added, after, calledBefore, calledAfter, moved: calledAfter - calledBefore, interest };
  });
  const pending = {
    ...shownPending(context, fund, new Map(read.classes.map(({ id, name }) => [id, name])), bare),
    problem: checked.ok ? null : sentenceOf(checked.error),
    unmet: checked.ok && !ready.ok ? sentenceOf(ready.error) : null,
  };
  return { pending, contentHash: sha256(closingText(content, outcome)) };
}

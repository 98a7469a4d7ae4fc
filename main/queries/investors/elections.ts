import type { ReadDb } from '#db/handles.ts';
import { readElections, readNotices } from '#db/tables/elections.ts';
import { fundNameIn, readClass } from '#db/tables/funds.ts';
import { memberIds, survivorOf } from '#db/tables/investors.ts';
import { nameIn } from '#db/tables/users.ts';
import { electionOn } from '#main/engine/investors/elections.ts';
import type { UserId } from '#shared/ids.ts';
import type { QueryHandler } from '../handler.ts';
import { notVisible } from './list.ts';
import { maySee } from './scope.ts';

/** A fund id that no fund has: what holds for it is what holds for every fund. */
const EVERY = '';

export const elections: QueryHandler<'investors.elections'> = (context, { investorId, on = context.today }) => {
  const { db } = context;
  const investor = survivorOf(db, investorId);
  if (!investor || !maySee(context, investor.id)) return notVisible(investorId);
  const by = (id: UserId): string => (context.rows.wholeHouse ? nameIn(db, id) : '');
  const fundOf = (id: string | null): string | null => (id === null ? null : fundNameIn(db, id));
  const members = memberIds(db, investor.id);
  return {
    elections: members.flatMap((member) => {
      const all = readElections(db, member);
      const said = all.map(({ investorId: ofId, recordedBy, recordedAt, classId, ...row }) => ({
        ...row,
        ofId,
        fund: fundOf(row.fundId),
        target: targetName(db, classId),
        state:
          row.effectiveOn > on
            ? ('upcoming' as const)
            : electionOn(all, { fundId: row.fundId ?? EVERY, on })?.ordinal === row.ordinal
              ? ('inForce' as const)
              : ('past' as const),
        by: by(recordedBy),
        at: recordedAt,
      }));
      return said.reverse();
    }),
    notices: members.flatMap((member) => {
      const all = readNotices(db, member);
      const said = all.map(({ investorId: ofId, recordedBy, recordedAt, ...row }) => ({
        ...row,
        ofId,
        fund: fundOf(row.fundId),
        inForce: all.findLast(({ fundId }) => fundId === row.fundId)?.ordinal === row.ordinal,
        by: by(recordedBy),
        at: recordedAt,
      }));
      return said.reverse();
    }),
  };
};

function targetName(db: ReadDb, classId: string | null): string | null {
  const target = classId === null ? undefined : readClass(db, classId);
  return target ? `${fundNameIn(db, target.fundId)}, ${target.name}` : null;
}

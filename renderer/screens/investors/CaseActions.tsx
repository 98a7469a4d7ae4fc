import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { useMe } from '#renderer/data/session.ts';
import type { Permission } from '#shared/model/access.ts';
import { payeeLifecycle } from '#shared/model/investors.ts';
import { movesFrom } from '#shared/model/lifecycle.ts';
import type { CaseView } from './investorText.ts';

export type CaseMove = 'recordCallback' | 'approve' | 'apply' | 'reject' | 'withdraw';

export const moveText: Readonly<Record<CaseMove, string>> = {
  recordCallback: 'Record callback…',
  approve: 'Approve…',
  apply: 'Put in force…',
  reject: 'Reject…',
  withdraw: 'Withdraw…',
};

const permissionOf: Readonly<Record<CaseMove, Permission>> = {
  recordCallback: 'investors.payeeCallback',
  approve: 'investors.payeeApprove',
  apply: 'investors.payeeCallback',
  reject: 'investors.payeeApprove',
  withdraw: 'investors.payeeChange',
};

/** The moves the life cycle has from here, each with every reason why it cannot be made now. */
export function CaseActions({ payee, onMove }: Readonly<{ payee: CaseView; onMove: (move: CaseMove) => void }>) {
  const needs = useNeeds();
  const me = useMe();
  const own = payee.requested.id === me.id;
  const conditions: Readonly<Partial<Record<CaseMove, readonly Reason[]>>> = {
    approve: [
      ...(own ? [{ text: 'You requested this change. Somebody else must approve it.' }] : []),
      ...(payee.source === 'portal' && payee.callback?.by.id === me.id
        ? [{ text: 'You made the callback, and the request came from the investor’s own login. Somebody else must approve it.' }]
        : []),
      ...(me.today < payee.approvableFrom ? [{ text: `The case rests until ${payee.approvableFrom}. Approve it then or later.` }] : []),
    ],
    withdraw: own ? [] : [{ text: `Only ${payee.requested.name}, who requested it, can withdraw it. An approver can reject it.` }],
  };
  const moves = movesFrom(payeeLifecycle, payee.state);
  if (moves.length === 0) return null;
  return (
    <>
      {moves.toReversed().map(({ name }) => {
        const forward = name === 'recordCallback' || name === 'approve' || name === 'apply';
        return (
          <Button
            key={name}
            variant={forward ? 'primary' : name === 'reject' ? 'danger' : 'secondary'}
            reasons={[...needs(permissionOf[name]), ...(conditions[name] ?? [])]}
            onClick={() => onMove(name)}
          >
            {moveText[name]}
          </Button>
        );
      })}
    </>
  );
}

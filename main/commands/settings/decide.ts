import type { WriteDb } from '#db/handles.ts';
import { markDecided, readSettingValue } from '#db/tables/settingValues.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainFor } from '#main/engine/settings/resolve.ts';
import { approve, reject, withdraw } from '#main/engine/settings/rules.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { GrantScope } from '#shared/model/access.ts';
import { holdsFrom, type SettingState, type SettingValue } from '#shared/model/settings.ts';
import { done } from '#shared/result.ts';
import { type Context, type Guard, type Handler, writes } from '../handler.ts';

type ById = Readonly<{ valueId: string }>;

const guards = ({ valueId }: ById, db: WriteDb): readonly Guard[] => {
  const value = readSettingValue(db, valueId);
  return value ? [writes('rule', value.rule)] : [];
};

const scope = ({ valueId }: ById, db: WriteDb): readonly GrantScope[] => {
  const value = readSettingValue(db, valueId);
  return [value?.scope.kind === 'fund' ? { kind: 'fund', id: value.scope.id } : { kind: 'house', id: null }];
};

const unknown = (id: string) => refuse('notFound', { what: 'rule change', id });

const deciderIn = ({ db, actor, today, settings }: Context, value: SettingValue) => ({
  userId: actor.userId,
  today,
  proposalDays: settings.integer('settings.proposalDays', chainFor(value.scope)),
  nameOf: (id: string) => nameIn(db, id),
});

type Ending = Readonly<{ state: SettingState; inForceOn: BusinessDate | null }>;

function record({ db, actor, now }: Context, value: SettingValue, { state, inForceOn }: Ending, reason: string | null): void {
  markDecided(db, value, { state, inForceOn, decidedBy: actor.userId, decidedAt: now, decisionReason: reason });
}

export const approveSetting: Handler<'settings.approve'> = {
  guards,
  scope,

  run(context, { valueId, contentHash }) {
    const value = readSettingValue(context.db, valueId);
    if (!value) return unknown(valueId);
    const decision = approve(value, contentHash, deciderIn(context, value));
    if (!decision.ok) return decision;
    record(context, value, decision.value, null);
    return done({ effectiveOn: holdsFrom({ ...value, inForceOn: decision.value.inForceOn }) });
  },
};

export const rejectSetting: Handler<'settings.reject'> = {
  guards,
  scope,

  run(context, { valueId, reason }) {
    const value = readSettingValue(context.db, valueId);
    if (!value) return unknown(valueId);
    const decision = reject(value);
    if (!decision.ok) return decision;
    record(context, value, { state: decision.value, inForceOn: null }, reason);
    return done({});
  },
};

export const withdrawSetting: Handler<'settings.withdraw'> = {
  guards,
  scope,

  run(context, { valueId }) {
    const value = readSettingValue(context.db, valueId);
    if (!value) return unknown(valueId);
    const decision = withdraw(value, deciderIn(context, value));
    if (!decision.ok) return decision;
    record(context, value, { state: decision.value, inForceOn: null }, null);
    return done({});
  },
};

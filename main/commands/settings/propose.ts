import { sha256 } from '#db/hash.ts';
import { insertSettingValue, readRuleValues } from '#db/tables/settingValues.ts';
import { nameIn } from '#db/tables/users.ts';
import { chainFor } from '#main/engine/settings/resolve.ts';
import { propose } from '#main/engine/settings/rules.ts';
import { later } from '#shared/dates.ts';
import { canonicalJson } from '#shared/json.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';

export const proposeSetting: Handler<'settings.propose'> = {
  guards: ({ rule }) => [writes('rule', rule)],
  claims: ({ valueId }) => [`setting:${valueId}`],
  scope: ({ scope }) => [scope.kind === 'fund' ? { kind: 'fund', id: scope.id } : { kind: 'house', id: null }],

  run({ db, actor, now, today, settings }, { valueId, ...content }) {
    const chain = chainFor(content.scope);
    const decision = propose(
      { id: valueId, ...content },
      {
        values: readRuleValues(db, content.rule),
        inForceThen: settings.at(content.rule, chain, later(content.effectiveOn, today)),
        dualControl: settings.flag('settings.dualControl'),
        proposalDays: settings.integer('settings.proposalDays', chain),
        today,
        now,
        proposer: actor.userId,
        nameOf: (id) => nameIn(db, id),
        contentHash: sha256(canonicalJson({ ...content, proposedBy: actor.userId })),
      },
    );
    if (!decision.ok) return decision;
    insertSettingValue(db, decision.value);
    return done({
      state: decision.value.state === 'approved' ? 'approved' : 'proposed',
      loosens: decision.value.loosens,
      contentHash: decision.value.contentHash,
    });
  },
};

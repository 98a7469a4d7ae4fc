import type { ReadDb } from '#db/handles.ts';
import { equals, type ListDefinition, readPage } from '#db/list.ts';
import { readApprovedValues, readOpenProposals, readSettingValue } from '#db/tables/settingValues.ts';
import { nameIn } from '#db/tables/users.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { chainFor, houseScope, isSameScope } from '#main/engine/settings/resolve.ts';
import { isWaiting } from '#main/engine/settings/rules.ts';
import { masked } from '#main/engine/settings/taxId.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { rules as facts, holdsFrom, ruleKeys, type SettingValue } from '#shared/model/settings.ts';
import type { QueryHandler } from '../handler.ts';

export const rules: QueryHandler<'settings.rules'> = ({ db, today, settings }, { scope = houseScope, on = today }) => {
  const chain = chainFor(scope);
  const approved = readApprovedValues(db);
  const waitingValues = readOpenProposals(db).filter((value) => isWaiting(value, today, settings.integer('settings.proposalDays', chain)));
  return {
    rules: ruleKeys.map((rule) => {
      const { section, title, bites, perFund } = facts[rule];
      const { value, source, since } = settings.at(rule, chain, on);
      const mine = (other: SettingValue): boolean => other.rule === rule && isSameScope(other.scope, scope);
      const waiting = waitingValues.find(mine);
      const upcoming = approved.filter((other) => mine(other) && holdsFrom(other) > on);
      return {
        rule,
        section,
        title,
        bites,
        perFund,
        value: value as never,
        source,
        since,
        upcoming: upcoming.map((other) => valueRow(db, other)),
        waiting: waiting ? valueRow(db, waiting) : null,
      };
    }),
    elsewhere: waitingValues.filter((value) => !isSameScope(value.scope, scope)).map((value) => valueRow(db, value)),
  };
};

function valueRow(db: ReadDb, { value, proposedBy, decidedBy, ...rest }: SettingValue) {
  return {
    ...rest,
    value: value as never,
    proposedBy: nameIn(db, proposedBy),
    proposedById: proposedBy,
    decidedBy: decidedBy && nameIn(db, decidedBy),
  };
}

const historyList: ListDefinition = {
  select: 'id',
  from: 'setting_values',
  key: 'id',
  keyIsInteger: false,
  sort: { effectiveOn: 'effective_on', proposedAt: 'proposed_at' },
  defaultSort: { by: 'proposedAt', descending: true },
  filter: { rule: equals('rule'), state: equals('state') },
};

export const history: QueryHandler<'settings.history'> = ({ db }, input) => {
  const page = readPage(db, historyList, input);
  const values = page.rows.map(({ id }) => readSettingValue(db, id as string)).filter((value) => value !== undefined);
  return { rows: values.map((value) => valueRow(db, value)), next: page.next, total: page.total };
};

export const house: QueryHandler<'settings.house'> = ({ db }) => {
  const row = readWorkspace(db);
  if (!row) return refuse('notFound', { what: 'house record', id: 'house' });
  const { taxId, onlyOne: _onlyOne, createdAt: _createdAt, ...fields } = row;
  return { ...fields, taxIdMasked: taxId === null ? null : masked(taxId) };
};

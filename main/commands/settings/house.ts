import { theWorkspace, updateWorkspace } from '#db/tables/workspace.ts';
import { taxIdRule } from '#main/engine/settings/taxId.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { isTimeZone } from '#shared/model/timeZones.ts';
import { done } from '#shared/result.ts';
import { type Handler, writes } from '../handler.ts';

export const updateHouse: Handler<'settings.updateHouse'> = {
  guards: () => [writes('house', 'house')],

  run({ db }, { expectedVersion, ...fields }) {
    const house = theWorkspace(db);
    if (house.version !== expectedVersion) return refuse('staleVersion', { what: house.name });
    if (!isTimeZone(fields.timeZone)) return refuse('unknownTimeZone', { timeZone: fields.timeZone });
    const version = house.version + 1;
    updateWorkspace(db, house, { ...fields, taxId: house.taxId, version });
    return done({ version });
  },
};

export const setTaxId: Handler<'settings.setTaxId'> = {
  guards: () => [writes('house', 'house')],

  run({ db }, { expectedVersion, taxId }) {
    const house = theWorkspace(db);
    if (house.version !== expectedVersion) return refuse('staleVersion', { what: house.name });
    const { pattern, expected } = taxIdRule(house.country);
    if (!pattern.test(taxId)) return refuse('taxIdMalformed', { expected });
    const version = house.version + 1;
    updateWorkspace(db, house, { ...house, taxId, version });
    return done({ version });
  },
};

import { endLink as endLinkRow, insertLink, readFund, readLink, readLinks } from '#db/tables/funds.ts';
import { checkLink } from '#main/engine/funds/links.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';
import { fundNamer, inFund, noFund } from './fund.ts';

type Pair = Readonly<{ fundId: FundId; toFundId: FundId }>;
const guards = ({ fundId, toFundId }: Pair) => [writes('fundLinks', 'all'), reads('fund', fundId), reads('fund', toFundId)];
const scope = ({ fundId, toFundId }: Pair) => [...inFund({ fundId }), ...(toFundId === fundId ? [] : inFund({ fundId: toFundId }))];

export const linkFunds: Handler<'funds.link'> = {
  guards,
  claims: ({ linkId }) => [`fundLink:${linkId}`],
  scope,

  run(context, { linkId, fundId, toFundId, kind, fromOn, note }) {
    const { db } = context;
    if (!readFund(db, fundId)) return noFund(fundId);
    if (!readFund(db, toFundId)) return noFund(toFundId);
    const link = { kind, fromFundId: fundId, toFundId, fromOn, untilOn: null };
    const decision = checkLink(link, readLinks(db), fundNamer(context));
    if (!decision.ok) return decision;
    insertLink(db, { id: linkId, ...link, note });
    return done({});
  },
};

export const endLink: Handler<'funds.endLink'> = {
  guards,
  scope,

  run({ db }, { linkId, fundId, toFundId, untilOn }) {
    const link = readLink(db, linkId);
    if (link?.fromFundId !== fundId || link.toFundId !== toFundId)
      return refuse('notFound', { what: 'link between these funds', id: linkId });
    if (link.untilOn !== null) return refuse('linkEnded', { on: link.untilOn });
    if (untilOn < link.fromOn) return refuse('wrongLinkDates', { from: link.fromOn, until: untilOn });
    endLinkRow(db, link, untilOn);
    return done({});
  },
};

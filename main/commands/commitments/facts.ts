import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { type ClosingRow, readClosing, readClosingLines } from '#db/tables/closings.ts';
import { readClosingFacts } from '#db/tables/commitmentFacts.ts';
import type { FundRow } from '#db/tables/funds.ts';
import { type ClosingContent, type ClosingFacts, type ClosingOutcome, closingText, outcomeOf } from '#main/engine/commitments/closing.ts';
import { layersOf } from '#main/engine/commitments/layers.ts';
import { chainOf } from '#main/engine/settings/resolve.ts';
import type { CommandInput } from '#shared/contract/index.ts';
import type { FundId } from '#shared/ids.ts';
import type { EqualisationTerms } from '#shared/model/commitments.ts';
import { type Context, type Guard, reads, writes } from '../handler.ts';

/** Every command of this feature stands on all commitments of its fund, which are one record, and on the fund. */
export const ofFund = ({ fundId }: Readonly<{ fundId: FundId }>): Guard[] => [writes('commitments', fundId), reads('fund', fundId)];

/** What a closing is computed from beside the commitments: the calls so far, the account, and the investors it names. */
export const closingGuards = (fundId: FundId, accountId: string | null, investorIds: readonly string[]): Guard[] => [
  ...ofFund({ fundId }),
  reads('fundCalls', fundId),
  ...(accountId === null ? [] : [reads('fundBankAccounts', 'all')]),
  ...[...new Set(investorIds)].map((id) => reads('investor', id)),
];

/** The same for a closing as it is stored. */
export function storedGuards(db: WriteDb, { closingId, fundId }: Readonly<{ closingId: string; fundId: FundId }>): Guard[] {
  const closing = readClosing(db, closingId);
  const lines = closing ? readClosingLines(db, closing) : [];
  return closingGuards(
    fundId,
    closing?.accountId ?? null,
    lines.map(({ investorId }) => investorId),
  );
}

export const closingTitle = ({ number }: Pick<ClosingRow, 'number'>, fund: Pick<FundRow, 'name'>): string =>
  `Closing ${number} of ${fund.name}`;

export function termsOf({ rate, compounding, dayCount, dueOn }: ClosingRow): EqualisationTerms | null {
  if (rate === null || compounding === null || dayCount === null || dueOn === null) return null;
  return { rate, compounding, dayCount, dueOn };
}

export function contentOf(db: WriteDb, closing: ClosingRow): ClosingContent {
  const { kind, heldOn, accountId } = closing;
  return { kind, heldOn, accountId, terms: termsOf(closing), lines: readClosingLines(db, closing) };
}

type Given = Pick<CommandInput<'commitments.draftClosing'>, 'kind' | 'heldOn' | 'terms' | 'accountId' | 'lines'>;
export const contentGiven = ({ kind, heldOn, terms, accountId, lines }: Given): ClosingContent => ({
  kind,
  heldOn,
  terms,
  accountId,
  lines,
});

export function factsOf({ db, settings }: Context, fund: FundRow, closingId: string, content: ClosingContent): ClosingFacts {
  const { heldOn, accountId, lines } = content;
  const investorIds = lines.map(({ investorId }) => investorId);
  const { shares, moves, ...facts } = readClosingFacts(db, { id: closingId, fundId: fund.id, heldOn, accountId, investorIds });
  const isCapped = settings.flag('commitments.capAtTarget', chainOf({ id: fund.id, type: fund.vehicleType }));
  return { fund, isCapped, ...facts, layers: layersOf(shares, moves) };
}

/** What a second person approves, in one word. */
export const hashOf = (content: ClosingContent, outcome: ClosingOutcome): string => sha256(closingText(content, outcome));

export type Worked = Readonly<{ content: ClosingContent; facts: ClosingFacts; outcome: ClosingOutcome; contentHash: string }>;

/** What a stored closing would do today, and the hash of exactly that. */
export function workedOut(context: Context, fund: FundRow, closing: ClosingRow): Worked {
  const content = contentOf(context.db, closing);
  const facts = factsOf(context, fund, closing.id, content);
  const outcome = outcomeOf(content, facts);
  return { content, facts, outcome, contentHash: hashOf(content, outcome) };
}

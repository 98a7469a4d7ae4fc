import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { readTransferFacts } from '#db/tables/commitmentFacts.ts';
import type { FundRow } from '#db/tables/funds.ts';
import { readTransfer, type TransferRow } from '#db/tables/transfers.ts';
import {
  outcomeOfTransfer,
  type TransferContent,
  type TransferFacts,
  type TransferOutcome,
  transferFactsOf,
  transferText,
} from '#main/engine/commitments/transfer.ts';
import type { FundId } from '#shared/ids.ts';
import { type Context, type Guard, reads, touches } from '../handler.ts';
import { ofFund } from './facts.ts';

type Sides = Readonly<{ fundId: FundId; fromInvestorId: string; toInvestorId: string }>;

/** Both sides, the calls so far, and what the books say of their capital. */
export const transferGuards = ({ fundId, fromInvestorId, toInvestorId }: Sides): Guard[] => [
  ...ofFund({ fundId }),
  reads('fundCalls', fundId),
  touches('ledger', fundId),
  ...[...new Set([fromInvestorId, toInvestorId])].map((id) => reads('investor', id)),
];

/** The same for a transfer as it is stored. */
export function storedTransferGuards(db: WriteDb, { transferId, fundId }: Readonly<{ transferId: string; fundId: FundId }>): Guard[] {
  const transfer = readTransfer(db, transferId);
  return transfer ? transferGuards({ ...transfer, fundId }) : ofFund({ fundId });
}

export type Wanted = TransferContent & Readonly<{ reversesId: string | null }>;

export const transferFacts = ({ db, today }: Pick<Context, 'db' | 'today'>, fund: FundRow, content: Wanted): TransferFacts =>
  transferFactsOf(fund, readTransferFacts(db, { ...content, fundId: fund.id }), today);

/** What a second person approves, in one word. */
export const transferHash = (content: Wanted, outcome: TransferOutcome): string => sha256(transferText(content, outcome));

export type WorkedTransfer = Readonly<{ facts: TransferFacts; outcome: TransferOutcome; contentHash: string }>;

/** What a stored transfer would do today, and the hash of exactly that. */
export function workedTransfer(context: Pick<Context, 'db' | 'today'>, fund: FundRow, transfer: TransferRow): WorkedTransfer {
  const facts = transferFacts(context, fund, transfer);
  const outcome = outcomeOfTransfer(transfer, facts);
  return { facts, outcome, contentHash: transferHash(transfer, outcome) };
}

import type { WriteDb } from '#db/handles.ts';
import { sha256 } from '#db/hash.ts';
import { readTransferFacts } from '#db/tables/commitmentFacts.ts';
import { readEventsOf, readMovesOf } from '#db/tables/commitments.ts';
import { readInvestorBalances } from '#db/tables/equalisation.ts';
import type { FundRow } from '#db/tables/funds.ts';
import { readChart, readLedger } from '#db/tables/ledger.ts';
import { readTransfer, readTransferLines, readTransfers, type TransferRow } from '#db/tables/transfers.ts';
import { layersOf } from '#main/engine/commitments/layers.ts';
import {
  capitalOf,
  changedAfter,
  type Original,
  outcomeOfTransfer,
  stepsBefore,
  type TransferContent,
  type TransferFacts,
  type TransferOutcome,
  transferText,
} from '#main/engine/commitments/transfer.ts';
import type { BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import { type Context, type Guard, reads, touches } from '../handler.ts';
import { ofFund } from './facts.ts';

type Sides = Readonly<{ fundId: FundId; fromInvestorId: string; toInvestorId: string }>;

/** Both sides, the calls so far, and what the books say of their capital. */
export const transferGuards = ({ fundId, fromInvestorId, toInvestorId }: Sides): Guard[] => [
  ...ofFund({ fundId }),
  reads('fundCalls', fundId),
  touches('ledger', fundId),
  ...new Set([fromInvestorId, toInvestorId]).values().map((id) => reads('investor', id)),
];

/** The same for a transfer as it is stored. */
export function storedTransferGuards(db: WriteDb, { transferId, fundId }: Readonly<{ transferId: string; fundId: FundId }>): Guard[] {
  const transfer = readTransfer(db, transferId);
  return transfer ? transferGuards({ ...transfer, fundId }) : ofFund({ fundId });
}

export type Wanted = TransferContent & Readonly<{ reversesId: string | null }>;

export function transferFacts({ db, today }: Pick<Context, 'db' | 'today'>, fund: FundRow, content: Wanted): TransferFacts {
  const { fromInvestorId, toInvestorId, classId, effectiveOn, reversesId } = content;
  const { closings, lastCall, shares, moves, ...facts } = readTransferFacts(db, { fundId: fund.id, ...content });
  const events = [fromInvestorId, toInvestorId].flatMap((id) => readEventsOf(db, fund.id, id, classId));
  const ledger = readLedger(db, fund.id);
  const balancesOf = (investorId: string) => readInvestorBalances(db, fund.id, investorId, effectiveOn);
  return {
    ...facts,
    fund,
    steps: stepsBefore({ closings, lastCall, events: events.filter(({ investorId }) => investorId === fromInvestorId) }),
    layers: layersOf(shares, moves),
    capital: ledger ? capitalOf(readChart(db, fund.id), ledger.currency, balancesOf(fromInvestorId), balancesOf(toInvestorId)) : [],
    original: reversesId === null ? null : originalOf(db, fund.id, reversesId),
    changedSince: reversesId === null ? null : changedAfter(events, reversesId),
    today,
  };
}

function originalOf(db: WriteDb, fundId: string, id: string): Original | null {
  const transfer = readTransfer(db, id);
  if (!transfer) return null;
  const { number, state, reversesId, effectiveOn, toInvestorId } = transfer;
  const reversal = readTransfers(db, fundId).find((other) => other.reversesId === id && other.state === 'posted');
  return {
    number,
    state,
    isReversal: reversesId !== null,
    reversedBy: reversal?.number ?? null,
    effectiveOn: effectiveOn satisfies BusinessDate,
    calls: readMovesOf(db, id).filter(({ investorId }) => investorId === toInvestorId),
    capital: readTransferLines(db, id),
  };
}

export type WorkedTransfer = Readonly<{ facts: TransferFacts; outcome: TransferOutcome; contentHash: string }>;

/** What a stored transfer would do today, and the hash of exactly that. */
export function workedTransfer(context: Pick<Context, 'db' | 'today'>, fund: FundRow, transfer: TransferRow): WorkedTransfer {
  const facts = transferFacts(context, fund, transfer);
  const outcome = outcomeOfTransfer(transfer, facts);
  return { facts, outcome, contentHash: sha256(transferText(transfer, outcome)) };
}

import type { ReadDb } from '#db/handles.ts';
import { survivorOf } from '#db/tables/investors.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import { type CapitalFigure, capitalFigures } from '#shared/model/capitalFigures.ts';
import { type Money, money } from '#shared/money.ts';
import type { QueryContext } from '../handler.ts';

/** Whether a person may see what an investor has in a fund: through the house, through that fund, or because it is theirs. */
export function maySeeHolding({ db, rows }: Pick<QueryContext, 'db' | 'rows'>, investorId: string, fundId: string): boolean {
  if (rows.wholeHouse) return true;
  return rows.scopes.some(({ kind, id }) =>
    kind === 'fund' ? id === fundId : kind === 'investor' && id !== null && stands(db, id) === investorId,
  );
}

const stands = (db: ReadDb, id: string): string => survivorOf(db, id)?.id ?? id;

export type Figure = QueryOutput<'capital.metrics'>['figures'][number];
type Input = Figure['inputs'][number];
type Found = Readonly<{ money?: Money | null; value?: string | null; reason?: string | null }>;

export const told = (label: string, text: string): Input => ({ label, money: null, text });
export const summed = (label: string, minor: bigint, currency: Currency): Input => ({ label, money: money(minor, currency), text: null });

/** A figure as the window shows it, with the definition everybody shares. */
export function figure(id: CapitalFigure, found: Found, inputs: readonly Input[] = []): Figure {
  const { title, kind, definition } = capitalFigures[id];
  return {
    id,
    title,
    kind,
    definition,
    money: found.money ?? null,
    value: found.value ?? null,
    reason: found.reason ?? null,
    inputs: [...inputs],
  };
}

export const shareText = (part: bigint, whole: bigint): string | null =>
  whole <= 0n ? null : decimalText(new Decimal(part.toString()).div(whole.toString()).toDecimalPlaces(9));

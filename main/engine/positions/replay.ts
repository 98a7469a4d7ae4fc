import { refuse } from '#shared/contract/refusals.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type LotId, lotKey, type UnitEvent, type UnitLine } from '#shared/model/positions.ts';
import { allocateMinor, formatMinor } from '#shared/money.ts';
import { done, type Refused, type Result } from '#shared/result.ts';

export type NetChange = Readonly<{ eventId: string; investorId: string; units: bigint }>;
export type NetMovement = NetChange & Readonly<{ lot: LotId; cost: bigint }>;
/** What every event did to every holder and lot, and who holds how much in the end. */
export type Plan = Readonly<{
  changes: readonly NetChange[];
  movements: readonly NetMovement[];
  balances: ReadonlyMap<string, bigint>;
  splits: ReadonlyMap<string, SplitOutcome>;
}>;
/** What a split did to all holders; `cut` is what was cut off, in parts of a smallest unit as many as the ratio divides by. */
export type SplitOutcome = Readonly<{ holders: number; before: bigint; after: bigint; cut: bigint }>;
export type Naming = Readonly<{ name: string; unitDigits: number; nameOf: (investorId: string) => string }>;
export type ReplayRefusal = 'unitsShort' | 'lotShort' | 'splitErases';

type Lot = { readonly id: LotId; units: bigint; cost: bigint; readonly acquiredOn: BusinessDate; readonly startedOn: BusinessDate };
type Taken = Readonly<{ lot: Lot; units: bigint; cost: bigint }>;

/** On one day a split comes first, then what is bought, then what changes hands, then what is given back. */
function phaseOf({ kind, lines }: UnitEvent): number {
  if (kind === 'split') return 0;
  if (kind === 'transfer') return 2;
  return lines.some(({ units }) => units < 0n) ? 3 : 1;
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const inTime = (left: UnitEvent, right: UnitEvent): number =>
  byText(left.effectiveOn, right.effectiveOn) || phaseOf(left) - phaseOf(right) || byText(left.id, right.id);
const oldestFirst = (left: Lot, right: Lot): number =>
  byText(left.acquiredOn, right.acquiredOn) ||
  byText(left.startedOn, right.startedOn) ||
  byText(left.id.eventId, right.id.eventId) ||
  left.id.ordinal - right.id.ordinal;

/** Works the register and its lots out from the events alone, so that the order in which they were recorded is of no account. */
export function replayUnits(events: readonly UnitEvent[], naming: Naming): Result<Plan, ReplayRefusal> {
  const undone = new Set(events.map(({ reversesId }) => reversesId));
  const standing = events.filter(({ id, kind }) => kind !== 'reversal' && !undone.has(id)).sort(inTime);
  const books = new Holdings(naming);
  for (const event of standing) {
    const refusal = event.ratio ? books.split(event, event.ratio) : books.take(event);
    if (refusal) return refusal;
  }
  return done(books.plan());
}

class Holdings {
  readonly #naming: Naming;
  readonly #lots = new Map<string, Map<string, Lot>>();
  readonly #changes = new Map<string, NetChange>();
  readonly #movements = new Map<string, NetMovement>();
  readonly #splits = new Map<string, SplitOutcome>();

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  plan(): Plan {
    const balances = new Map([...this.#lots].map(([investorId]) => [investorId, this.#balance(investorId)] as const));
    return {
      changes: [...this.#changes.values()].filter(({ units }) => units !== 0n),
      movements: [...this.#movements.values()].filter(({ units, cost }) => units !== 0n || cost !== 0n),
      balances,
      splits: this.#splits,
    };
  }

  /** Lines that leave are taken first; lots without a cost of their own are those that left with the same event. */
  take(event: UnitEvent): Refused<ReplayRefusal> | undefined {
    const brought: Taken[] = [];
    for (const line of event.lines) {
      if (line.units > 0n) continue;
      const taken = this.#relieve(event, line);
      if ('ok' in taken) return taken;
      brought.push(...taken);
    }
    for (const line of event.lines) {
      if (line.units < 0n) continue;
      const { acquiredOn, cost } = line;
      const started = acquiredOn !== null && cost !== null;
      const fresh = started ? { id: { eventId: event.id, ordinal: line.ordinal }, acquiredOn, startedOn: event.effectiveOn } : null;
      if (fresh) this.#move(event, line.investorId, { ...fresh, units: 0n, cost: 0n }, line.units, cost ?? 0n);
      else for (const { lot, units, cost: carried } of brought) this.#move(event, line.investorId, lot, units, carried);
    }
    return undefined;
  }

  /** Every holder's units times the ratio, cut to the digits of the class; each lot keeps its cost. */
  split(event: UnitEvent, { from, to }: NonNullable<UnitEvent['ratio']>): Refused<'splitErases'> | undefined {
    for (const investorId of [...this.#lots.keys()].sort()) {
      const before = this.#balance(investorId);
      if (before === 0n) continue;
      const after = (before * to) / from;
      const { name, nameOf, unitDigits } = this.#naming;
      if (after === 0n)
        return refuse('splitErases', { name, investor: nameOf(investorId), units: formatMinor(before, unitDigits), on: event.effectiveOn });
      this.#splitLots(event, investorId, after);
      const so = this.#splits.get(event.id) ?? { holders: 0, before: 0n, after: 0n, cut: 0n };
      const cut = so.cut + ((before * to) % from);
      this.#splits.set(event.id, { holders: so.holders + 1, before: so.before + before, after: so.after + after, cut });
    }
    return undefined;
  }

  /** A lot too small to keep a unit joins the oldest lot that keeps some, so that no cost is lost. */
  #splitLots(event: UnitEvent, investorId: string, after: bigint): void {
    const lots = [...(this.#lots.get(investorId)?.values() ?? [])].filter(({ units }) => units > 0n).sort(oldestFirst);
    const { parts } = allocateMinor(
      after,
      lots.map(({ units }) => units),
    );
    const heir = lots[parts.findIndex((part) => part > 0n)]!;
    for (const [index, lot] of lots.entries()) {
      const part = parts[index]!;
      const lost = part === 0n ? lot.cost : 0n;
      this.#move(event, investorId, lot, part - lot.units, -lost);
      if (lost > 0n) this.#move(event, investorId, heir, 0n, lost);
    }
  }

  #balance(investorId: string): bigint {
    let units = 0n;
    for (const lot of this.#lots.get(investorId)?.values() ?? []) units += lot.units;
    return units;
  }

  /** Takes units from a holder's lots, each with its part of the cost; the last unit of a lot takes what cost is left. */
  #relieve(event: UnitEvent, line: UnitLine): Taken[] | Refused<'unitsShort' | 'lotShort'> {
    const { investorId, units } = line;
    const { name, nameOf, unitDigits } = this.#naming;
    const balance = this.#balance(investorId);
    const about = { name, investor: nameOf(investorId), on: event.effectiveOn };
    const text = (count: bigint): string => formatMinor(count, unitDigits);
    if (balance + units < 0n) return refuse('unitsShort', { ...about, balance: text(balance), units: text(-units) });
    const wanted = line.relief === 'specific' ? this.#chosen(line) : this.#oldest(investorId, -units);
    const taken: Taken[] = [];
    for (const { lot, id, units: leaving } of wanted) {
      if (!lot || lot.units < leaving) return refuse('lotShort', { ...about, lot: lotKey(id), balance: text(lot?.units ?? 0n) });
      const cost = leaving === lot.units ? lot.cost : (lot.cost * leaving * 2n + lot.units) / (lot.units * 2n);
      taken.push({ lot: { ...lot }, units: leaving, cost });
      this.#move(event, investorId, lot, -leaving, -cost);
    }
    return taken;
  }

  #chosen({ investorId, chosen }: UnitLine) {
    const lots = this.#lots.get(investorId);
    return chosen.map(({ lot: id, units }) => ({ id, lot: lots?.get(lotKey(id)), units }));
  }

  #oldest(investorId: string, units: bigint) {
    const wanted: { id: LotId; lot: Lot; units: bigint }[] = [];
    let open = units;
    for (const lot of [...(this.#lots.get(investorId)?.values() ?? [])].sort(oldestFirst)) {
      if (open === 0n) break;
      const isEnough = lot.units >= open;
      const leaving = isEnough ? open : lot.units;
      if (leaving > 0n) wanted.push({ id: lot.id, lot, units: leaving });
      open -= leaving;
    }
    return wanted;
  }

  #move(event: UnitEvent, investorId: string, lot: Lot, units: bigint, cost: bigint): void {
    const { id } = lot;
    const lots = this.#lots.get(investorId) ?? new Map<string, Lot>();
    this.#lots.set(investorId, lots);
    const held = lots.get(lotKey(id)) ?? { ...lot, units: 0n, cost: 0n };
    held.units += units;
    held.cost += cost;
    lots.set(lotKey(id), held);
    const change = JSON.stringify([event.id, investorId]);
    this.#changes.set(change, { eventId: event.id, investorId, units: (this.#changes.get(change)?.units ?? 0n) + units });
    const movement = JSON.stringify([event.id, investorId, lotKey(id)]);
    const before = this.#movements.get(movement);
    this.#movements.set(movement, {
      eventId: event.id,
      investorId,
      lot: id,
      units: (before?.units ?? 0n) + units,
      cost: (before?.cost ?? 0n) + cost,
    });
  }
}

type Stored = Readonly<{ changes: readonly NetChange[]; movements: readonly NetMovement[] }>;

/** The rows that bring what is stored to what was worked out: nothing stored is ever changed. */
export function differenceOf(plan: Stored, stored: Stored): Stored {
  const changeKey = ({ eventId, investorId }: NetChange): string => JSON.stringify([eventId, investorId]);
  const movementKey = (row: NetMovement): string => JSON.stringify([row.eventId, row.investorId, row.lot.eventId, row.lot.ordinal]);
  const changes = new Map(plan.changes.map((row) => [changeKey(row), row]));
  for (const row of stored.changes) {
    const wanted = changes.get(changeKey(row));
    changes.set(changeKey(row), { ...row, units: (wanted?.units ?? 0n) - row.units });
  }
  const movements = new Map(plan.movements.map((row) => [movementKey(row), row]));
  for (const row of stored.movements) {
    const wanted = movements.get(movementKey(row));
    movements.set(movementKey(row), { ...row, units: (wanted?.units ?? 0n) - row.units, cost: (wanted?.cost ?? 0n) - row.cost });
  }
  const inOrder = <Row>(rows: Map<string, Row>): Row[] => [...rows].sort(([a], [b]) => byText(a, b)).map(([, row]) => row);
  return {
    changes: inOrder(changes).filter(({ units }) => units !== 0n),
    movements: inOrder(movements).filter(({ units, cost }) => units !== 0n || cost !== 0n),
  };
}

const booked: ReadonlySet<UnitEvent['kind']> = new Set(['redemption', 'transfer']);

/** The day of the first change in the books whose units would now leave a holder at another cost, through what is recorded late. */
export function costChangedOn(late: UnitEvent, movements: readonly NetMovement[], events: readonly UnitEvent[]): BusinessDate | null {
  const byId = new Map(events.map((event) => [event.id, event]));
  const costs = new Map<string, { event: UnitEvent; cost: bigint }>();
  for (const { eventId, investorId, cost } of movements) {
    const event = byId.get(eventId)!;
    if (eventId === late.id || eventId === late.reversesId || !booked.has(event.kind)) continue;
    const key = JSON.stringify([eventId, investorId]);
    costs.set(key, { event, cost: (costs.get(key)?.cost ?? 0n) + cost });
  }
  const changed = [...costs.values()].filter(({ cost }) => cost !== 0n).map(({ event }) => event.effectiveOn);
  return changed.sort()[0] ?? null;
}

import type { QueryName } from '#shared/contract/index.ts';
import type { Instant } from '#shared/dates.ts';
import type { Client, Timers } from './host.ts';

export type View = Readonly<{ entity: string; entityId: string; hour: string }>;
type Subject = Readonly<{ entity: string; entityId: string }>;

/** Queries that open a sensitive record, and which one: seeing it is noted once per person, record and hour. */
const sensitive: Readonly<Partial<Record<QueryName, (input: unknown) => Subject>>> = {
  'capital.account': (input) => ({ entity: 'investor', entityId: (input as { investorId: string }).investorId }),
  'investors.home': (input) => ({ entity: 'investor', entityId: (input as { investorId: string }).investorId }),
  'settings.house': () => ({ entity: 'house', entityId: 'house' }),
};

const FLUSH_MILLISECONDS = 60_000;
const MOST_AT_ONCE = 500;

/** Says whether they are on the record. */
export type WriteViews = (views: readonly View[], client: Client) => boolean;

/** Gathers what one person opened and hands it over once a minute, so that reading never waits for writing. What could not be written is tried again. */
export class Views {
  readonly #noted = new Set<string>();
  readonly #timers: Timers;
  readonly #write: WriteViews;
  #pending: View[] = [];
  #client: Client | null = null;
  #cancel: (() => void) | null = null;

  constructor(timers: Timers, write: WriteViews) {
    this.#timers = timers;
    this.#write = write;
  }

  opened(query: string, input: unknown, now: Instant, client: Client): void {
    const subjectOf = Object.hasOwn(sensitive, query) ? sensitive[query as QueryName] : undefined;
    if (!subjectOf) return;
    const view: View = { ...subjectOf(input), hour: now.slice(0, 13) };
    const key = JSON.stringify([view.entity, view.entityId, view.hour]);
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.#pending.push(view);
    this.#client = client;
    this.#cancel ??= this.#timers.after(FLUSH_MILLISECONDS, () => this.flush());
  }

  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const [pending, client] = [this.#pending, this.#client];
    this.#pending = [];
    if (client === null) return;
    for (let from = 0; from < pending.length; from += MOST_AT_ONCE) {
      const views = pending.slice(from, from + MOST_AT_ONCE);
      if (!this.#write(views, client)) this.#pending.push(...views);
    }
    if (this.#pending.length > 0) this.#cancel = this.#timers.after(FLUSH_MILLISECONDS, () => this.flush());
  }
  /** The last try: the session ends, and with it whoever could write. */
  end(): void {
    this.flush();
    this.#cancel?.();
    this.#cancel = null;
    this.#pending = [];
  }
}

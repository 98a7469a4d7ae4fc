import type { Json } from '#shared/json.ts';

export type Subject = Readonly<{ entity: string; id: string }>;
export type Change = Readonly<{ table: string; key: string; before: Json; after: Json }>;

/** How many single changes one log row spells out; beyond it the input and the counts tell the rest. */
const SPELLED_OUT = 200;

/** What one command did: every row written, with its state before and after, and every record it relied on. */
export class Journal {
  readonly changes: Change[] = [];
  readonly counts = new Map<string, number>();
  readonly reads = new Map<string, Subject>();
  readonly writes = new Map<string, Subject>();
  readonly #noteSubjects: boolean;

  constructor(noteSubjects: boolean) {
    this.#noteSubjects = noteSubjects;
  }

  get notesSubjects(): boolean {
    return this.#noteSubjects;
  }

  /** Whether the next change is still spelled out, so that a bulk write need not build what nobody will store. */
  get hasRoom(): boolean {
    return this.changes.length < SPELLED_OUT;
  }

  count(table: string): void {
    this.counts.set(table, (this.counts.get(table) ?? 0) + 1);
  }

  note(change: Change): void {
    this.changes.push(change);
  }

  noteRead(subject: Subject): void {
    this.reads.set(`${subject.entity}\u0000${subject.id}`, subject);
  }

  noteWrite(subject: Subject): void {
    this.writes.set(`${subject.entity}\u0000${subject.id}`, subject);
  }
}

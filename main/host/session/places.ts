import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRecord, readJsonFile, writeDurably } from '#db/durableFile.ts';
import { locate } from '#db/place.ts';
import { type Instant, isInstant } from '#shared/dates.ts';

/** A workspace this program has opened before. The window sees the token; the folder never leaves the host as something to act on. */
export type Known = Readonly<{ token: string; folder: string; name: string; practice: boolean; lastOpenedAt: Instant }>;
export type Place = Readonly<{ token: string; folder: string; name: string; practice: boolean }>;

const MOST_KNOWN = 50;
const MOST_CHOSEN = 100;

/** Folders by opaque tokens: those opened before, kept in the program's own folder, and those just chosen, kept while it runs. */
export class Places {
  readonly #file: string;
  readonly #newToken: () => string;
  readonly #chosen = new Map<string, string>();

  constructor(programFolder: string, newToken: () => string) {
    mkdirSync(programFolder, { recursive: true, mode: 0o700 });
    this.#file = join(programFolder, 'workspaces.json');
    this.#newToken = newToken;
  }

  known(): readonly Known[] {
    const file = readJsonFile(this.#file);
    return file.found === 'yes' && Array.isArray(file.value) ? file.value.filter(isKnown) : [];
  }

  /** Keeps a folder a person chose, and answers its token. */
  choose(folder: string): string {
    const real = existsSync(folder) ? realpathSync(folder) : folder;
    const token = this.#newToken();
    this.#chosen.set(token, real);
    const oldest = this.#chosen.keys().next().value;
    if (this.#chosen.size > MOST_CHOSEN && oldest !== undefined) this.#chosen.delete(oldest);
    return token;
  }

  folderOf(token: string): string | undefined {
    return this.#chosen.get(token) ?? this.known().find((each) => each.token === token)?.folder;
  }

  /** The workspace behind a folder, by what was remembered of it. */
  placeOf(folder: string): Place {
    const earlier = this.known().find((each) => each.folder === folder);
    return earlier ?? { token: this.choose(folder), folder, name: basename(folder), practice: false };
  }

  isMissing(folder: string): boolean {
    return !locate(folder).ok;
  }

  remember(place: Place, lastOpenedAt: Instant): void {
    const { token, folder, name, practice } = place;
    const others = this.known().filter((each) => each.folder !== folder);
    const all: readonly Known[] = [{ token, folder, name, practice, lastOpenedAt }, ...others].slice(0, MOST_KNOWN);
    writeDurably(this.#file, `${JSON.stringify(all, null, 2)}\n`);
  }
}

function isKnown(value: unknown): value is Known {
  if (!isRecord(value) || typeof value.practice !== 'boolean') return false;
  const texts = [value.token, value.folder, value.name, value.lastOpenedAt];
  return texts.every((each) => typeof each === 'string' && each !== '') && isInstant(value.lastOpenedAt as string);
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A folder name made of what a person called their house: letters, digits and a little more, nothing a path could be built from. */
export function safeFolderName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} &'()_-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  return plain === '' || RESERVED.test(plain) ? `Workspace ${plain}`.trim() : plain;
}

/** A folder under `parent` that does not exist yet. */
export function freshFolder(parent: string, name: string): string {
  const safe = safeFolderName(name);
  for (let copy = 1; ; copy += 1) {
    const folder = join(parent, copy === 1 ? safe : `${safe} ${copy}`);
    if (!existsSync(folder)) return folder;
  }
}

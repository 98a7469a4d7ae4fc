import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  exists,
  filesIn,
  importTable,
  limits,
  overLimit,
  packageOf,
  packagesOfFiles,
  roomOf,
  rooms,
  root,
  type Source,
  sourceOf,
  targetOf,
  topLevel,
} from './architecture.ts';

const files = filesIn();
const sources = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path)).map(sourceOf);
const within = (...folders: string[]) => sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
const product = within('main', 'db', 'shared', 'renderer');

describe('where things lie', () => {
  test('the top level holds only what the plan names, and dotfiles', () => {
    const found = new Set(files.map((path) => path.split('/')[0] ?? ''));
    expect([...found].filter((name) => !topLevel.has(name) && !(name.startsWith('.') && exists(name) && files.includes(name)))).toEqual([]);
  });

  test('every file lies in a folder of the plan', () => {
    const breaches = files.filter((path) => path.includes('/') && !path.endsWith('/tsconfig.json')).filter((path) => !isPlanned(path));
    expect(breaches).toEqual([]);
  });

  test('files are named after what they hold, in camel case', () => {
    const breaches = sources.filter(({ path }) => {
      const name = posix.basename(path);
      if (/^(helpers?|utils?|misc|common)\./i.test(name)) return true;
      return !/^[a-z][A-Za-z0-9]*(\.(test|soak|config|d))?\.(ts|tsx|mjs)$/.test(name) && !/^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(name);
    });
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });

  test('migrations are numbered from 0001 without a gap', () => {
    const names = files.filter((path) => path.startsWith('db/migrations/')).map((path) => posix.basename(path));
    const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? name).sort();
    expect(numbers).toEqual(names.map((_, index) => String(index + 1).padStart(4, '0')));
  });
});

function isPlanned(path: string): boolean {
  const folder = posix.dirname(path);
  const name = roomOf(folder, rooms);
  const room = name === undefined ? undefined : rooms[name];
  if (!room || name === undefined) return false;
  if (folder === name) return room.files;
  const below = folder.slice(name.length + 1).split('/')[0] ?? '';
  return room.folders === 'any' || (room.folders !== 'none' && room.folders.includes(below));
}

describe('who imports whom', () => {
  test('every import is in the table', () => {
    expect(
      [...product, ...within('.ci')].flatMap((source) => source.imports.flatMap(({ request }) => breachOf(source.path, request))),
    ).toEqual([]);
  });

  test('the rule itself catches each kind of breach', () => {
    const caught = [
      ['shared/money.ts', '#db/open.ts'],
      ['main/engine/funds/value.ts', 'node:fs'],
      ['main/commands/funds/open.ts', 'electron'],
      ['main/queries/funds/list.ts', '#main/commands/funds/open.ts'],
      ['main/host/loopback/serve.ts', 'electron'],
      ['main/jobs/worker.ts', '#main/host/session.ts'],
      ['db/open.ts', 'hash-wasm'],
      ['renderer/app/main.tsx', '../../db/open.ts'],
      ['renderer/app/main.tsx', 'node:path'],
    ] as const;
    for (const [from, request] of caught) expect(breachOf(from, request), `${from} → ${request}`).toHaveLength(1);
    expect(breachOf('db/keyring.ts', 'hash-wasm')).toEqual([]);
    expect(breachOf('main/host/electron/main.ts', 'electron')).toEqual([]);
  });

  test('another room is reached by its # name, never by climbing', () => {
    const climbs = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ request }) => request.startsWith('../') && targetOf(path, request)?.split('/')[0] !== path.split('/')[0])
        .map(({ request }) => `${path} → ${request}`),
    );
    expect(climbs).toEqual([]);
  });

  test('no file imports itself through others', () => {
    expect(cyclesIn(sources)).toEqual([]);
  });

  test('nothing is exported by default', () => {
    const loadedByTools = ['.ci/strayErrors.mjs', 'vite.config.ts'];
    const byDefault = sources.filter(({ path, hasDefaultExport }) => hasDefaultExport && !loadedByTools.includes(path));
    expect(byDefault.map(({ path }) => path)).toEqual([]);
  });

  test('a query cannot name the type that writes', () => {
    const breaches = within('main/queries').filter(({ imports }) => imports.some(({ names }) => names.includes('WriteDb')));
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });

  test('bare drizzle integer() is used in one file only', () => {
    const breaches = product.filter(
      ({ path, imports }) =>
        path !== 'db/schema/columns.ts' &&
        imports.some(
          ({ request, names }) =>
            packageOf(request) === 'drizzle-orm' && names.some((name) => name === 'integer' || name === 'NamespaceObject'),
        ),
    );
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });

  test('only renderer/data talks to the host', () => {
    const breaches = within('renderer').filter(
      ({ path, code }) => !path.startsWith('renderer/data/') && /\bfetch\(|\bEventSource\b|\bXMLHttpRequest\b/.test(code),
    );
    expect(breaches.map(({ path }) => path)).toEqual([]);
  });
});

describe('one write path', () => {
  const naming = (request: RegExp, names: RegExp, folders: readonly Source[]) =>
    folders.filter(({ imports }) => imports.some((entry) => request.test(entry.request) && entry.names.some((name) => names.test(name))));
  const paths = (found: readonly Source[]) => found.map(({ path }) => path);
  const handlers = within('main/commands').filter(({ path }) => path.split('/').length > 3);

  test('only db reaches the driver beneath a handle', () => {
    expect(
      paths(naming(/handles/, /^(rawOf|asReadDb|asWriteDb|journalOf|NamespaceObject)$/, within('main', 'shared', 'renderer'))),
    ).toEqual([]);
    expect(paths(naming(/db\/statements/, /./, within('main')))).toEqual([]);
  });

  test('only handlers and the runner write business tables and the log', () => {
    const others = within('main').filter(({ path }) => !path.startsWith('main/commands/'));
    expect(paths(naming(/db\/tables/, /^(insert|update|mark|NamespaceObject)/, others))).toEqual([]);
  });

  test('handlers read what the journal notes: no operational table, no log, nothing counted or hidden', () => {
    expect(handlers.length).toBeGreaterThan(5);
    expect(paths(naming(/db\/(operational|tables\/commandLog)/, /./, handlers))).toEqual([]);
    expect(paths(naming(/db\/(tables|handles)/, /^(count\w+|unnoted|withJournal|NamespaceObject)$/, handlers))).toEqual([]);
  });
});

/** What is wrong with one import, or nothing. */
function breachOf(from: string, request: string): string[] {
  const room = roomOf(from, importTable);
  const rule = room === undefined ? undefined : importTable[room];
  if (!rule || room === undefined) return [`${from} is in no room of the table`];
  const breach = [`${from} → ${request}`];
  const target = targetOf(from, request);
  if (target === undefined) {
    if (isBuiltin(request)) return rule.node ? [] : breach;
    const name = packageOf(request);
    const ofFile = packagesOfFiles.some(({ files, packages }) => files.test(from) && packages.includes(name));
    return rule.packages.includes(name) || ofFile ? [] : breach;
  }
  return [room, ...rule.rooms].some((allowed) => target === allowed || target.startsWith(`${allowed}/`)) ? [] : breach;
}

function cyclesIn(all: readonly Source[]): string[] {
  const targets = new Map(
    all.map(({ path, imports }) => [
      path,
      [...new Set(imports.filter(({ names }) => !names.includes('url')).flatMap(({ request }) => targetOf(path, request) ?? []))],
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]) => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path].join(' → '));
    if (seenAt >= 0 || done.has(path)) return;
    for (const next of targets.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return cycles;
}

describe('what the code may say', () => {
  const unsteady = [
    /\bDate\.now\b/,
    /\bnew Date\b/,
    /\bMath\.random\b/,
    /\bperformance\.now\b/,
    /\brandomUUID\b|\brandomBytes\b/,
    /\bIntl\./,
    /\btoLocale\w*/,
    /\blocaleCompare\b/,
    /\brandom(blob)?\s*\(/i,
    /'now'/,
    /\bCURRENT_(DATE|TIME|TIMESTAMP)\b/i,
  ];

  test('rules, handlers and tables do not ask for the time, chance or the place', () => {
    const breaches = within('main/engine', 'main/formats', 'main/commands', 'db/tables').flatMap(({ path, code }) =>
      unsteady.flatMap((word) => word.exec(code)?.[0] ?? []).map((word) => `${path} says ${word}`),
    );
    const triggers = files.filter((path) => path.endsWith('.sql') && path.startsWith('db/tables/'));
    expect([...breaches, ...triggers]).toEqual([]);
  });

  const sharedCrypto = new Set(
    `hash createHash createHmac hkdf hkdfSync scrypt scryptSync createCipheriv createDecipheriv randomBytes randomInt randomUUID timingSafeEqual sign verify
    generateKeyPair generateKeyPairSync createPrivateKey createPublicKey createSecretKey diffieHellman KeyObject Hash Hmac`.split(/\s+/),
  );

  test('cryptography is what Node and Electron both have', () => {
    const breaches = within('main', 'db', 'shared').flatMap(({ path, imports, strings }) => {
      const names = imports.filter(({ request }) => /^(node:)?crypto$/.test(request)).flatMap((entry) => entry.names);
      if (names.length === 0) return [];
      const unknown = names.filter((name) => !sharedCrypto.has(name));
      const algorithms = strings.filter((text) =>
        /^(md[45]|sha-?1|sha3.*|shake.*|ripemd.*|blake2.*|argon2.*|chacha20.*|.*-(ccm|ocb|ecb|cbc|ctr))$/i.test(text),
      );
      return [...unknown, ...algorithms].map((name) => `${path} uses ${name}`);
    });
    expect(breaches).toEqual([]);
  });

  test('nothing is left for later', () => {
    const later = /\b(TO-?DO|FIXME|HACK|XXX)\b/;
    expect(sources.filter(({ comments }) => comments.some((comment) => later.test(comment))).map(({ path }) => path)).toEqual([]);
  });
});

describe('how long things are', () => {
  const long = [
    ...sources.filter(({ lines }) => lines > limits.fileLines).map(({ path, lines }) => [path, lines] as const),
    ...sources.flatMap(({ path, functions }) =>
      functions.filter(({ lines }) => lines > limits.functionLines).map(({ name, lines }) => [`${path} ${name}`, lines] as const),
    ),
  ];

  test(`functions have at most ${limits.functionLines} lines and files at most ${limits.fileLines}`, () => {
    expect(long.filter(([what, lines]) => lines > (overLimit[what] ?? 0)).map(([what, lines]) => `${what}: ${lines} lines`)).toEqual([]);
  });

  test('the exceptions are real and no larger than needed', () => {
    const actual = new Map(long);
    expect(Object.entries(overLimit).filter(([what, lines]) => actual.get(what) !== lines)).toEqual([]);
  });
});

describe('what the folders know of the machine', () => {
  const probe = `export const facts = [process, Buffer, setTimeout, console, document, window, fetch];\n`;
  const names = ['process', 'Buffer', 'setTimeout', 'console', 'document', 'window', 'fetch'];

  test.each(['shared', 'main/engine', 'main/formats'])('%s compiles without Node and without a browser', (folder) => {
    const temporary = mkdtempSync(join(tmpdir(), 'clearway-types-'));
    try {
      writeFileSync(join(temporary, 'probe.ts'), probe);
      const settings = {
        extends: join(root, folder, 'tsconfig.json'),
        include: [join(root, folder, '**/*.ts'), join(temporary, 'probe.ts')],
      };
      writeFileSync(join(temporary, 'tsconfig.json'), JSON.stringify(settings));
      const { stdout } = spawnSync(
        process.execPath,
        [join(root, 'node_modules/typescript/bin/tsc'), '-p', temporary, '--pretty', 'false'],
        { encoding: 'utf8' },
      );
      expect(names.filter((name) => !new RegExp(`probe\\.ts.*Cannot find name '${name}'`).test(stdout))).toEqual([]);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
});

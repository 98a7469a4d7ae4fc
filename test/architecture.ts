import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

export const root = fileURLToPath(new URL('../', import.meta.url));

const features =
  `access audit settings projects deals commissions performance funds investors commitments allocations positions capital distributions withdrawals payments
  reconciliation reinvestment ledger forecasting tax notices reports health sync integrations`.split(/\s+/);

export const topLevel = new Set(
  `main renderer shared db resources test .ci README.md CONTRIBUTING.md CHANGELOG.md LICENSE electron-builder.yml package.json package-lock.json
  tsconfig.json vite.config.ts biome.json`.split(/\s+/),
);

/** Which subfolders a room has: none, any, or these. `files` says whether files may lie directly in it. */
type Room = Readonly<{ files: boolean; folders: 'none' | 'any' | readonly string[] }>;
const flat: Room = { files: true, folders: 'none' };
const open: Room = { files: true, folders: 'any' };
const perFeature: Room = { files: false, folders: features };
/** Today gathers from every feature, so it is a screen and a question of its own. */
const withToday = [...features, 'today'];

export const rooms: Readonly<Record<string, Room>> = {
  '.ci': flat,
  main: { files: false, folders: ['engine', 'formats', 'documents', 'commands', 'queries', 'jobs', 'adapters', 'sync', 'host'] },
  'main/engine': perFeature,
  'main/formats': { files: true, folders: ['nacha', 'pain001', 'bai2', 'camt053', 'mt940', 'ofx', 'csv'] },
  'main/documents': open,
  'main/commands': { files: true, folders: features },
  'main/queries': { files: true, folders: withToday },
  'main/jobs': open,
  'main/adapters': open,
  'main/sync': open,
  'main/host': { files: true, folders: ['electron', 'loopback', 'cli', 'session'] },
  'main/host/electron': open,
  'main/host/loopback': open,
  'main/host/cli': open,
  'main/host/session': open,
  renderer: { files: true, folders: ['app', 'screens', 'components', 'data', 'styles'] },
  'renderer/app': open,
  'renderer/screens': { files: false, folders: withToday },
  'renderer/components': open,
  'renderer/data': open,
  'renderer/styles': flat,
  shared: { files: true, folders: ['contract', 'model'] },
  'shared/contract': flat,
  'shared/model': flat,
  db: { files: true, folders: ['migrations', 'schema', 'tables', 'checks'] },
  'db/migrations': flat,
  'db/schema': flat,
  'db/tables': flat,
  'db/checks': flat,
  resources: open,
  test: {
    files: true,
    folders: `engine formats documents commands queries jobs adapters sync host renderer shared db e2e bench crash fixtures kit`.split(' '),
  },
};

/** The import table: what a room may import beside itself. A longer path overrides a shorter one. */
type Rule = Readonly<{ rooms: readonly string[]; packages: readonly string[]; node?: true }>;
const windowLibraries =
  `react react-dom @base-ui/react @tanstack/react-query @tanstack/react-router @tanstack/react-table @tanstack/react-virtual
  cmdk react-hook-form @hookform/resolvers lucide-react recharts zustand zod @fontsource-variable/inter tailwindcss`.split(/\s+/);

export const importTable: Readonly<Record<string, Rule>> = {
  '.ci': { rooms: [], packages: [], node: true },
  shared: { rooms: [], packages: ['zod', 'decimal.js'] },
  'main/engine': { rooms: ['main/formats', 'shared', 'resources/ledger'], packages: ['decimal.js'] },
  'main/formats': { rooms: ['main/engine', 'shared'], packages: ['decimal.js', 'fast-xml-parser'] },
  'main/documents': { rooms: ['main/engine', 'shared'], packages: ['pdf-lib', 'exceljs'] },
  db: { rooms: ['shared'], packages: ['better-sqlite3', 'drizzle-orm'], node: true },
  'main/commands': { rooms: ['main/engine', 'main/formats', 'db', 'shared'], packages: [] },
  'main/queries': { rooms: ['main/engine', 'db', 'shared'], packages: [] },
  'main/jobs': {
    rooms: ['main/commands', 'main/queries', 'main/documents', 'main/engine', 'main/formats', 'main/adapters', 'db', 'shared'],
    packages: [],
    node: true,
  },
  'main/adapters': { rooms: ['main/engine', 'main/formats', 'db', 'shared'], packages: [], node: true },
  'main/sync': {
    rooms: ['main/commands', 'main/queries', 'main/engine', 'main/formats', 'main/adapters', 'db', 'shared'],
    packages: [],
    node: true,
  },
  'main/host': { rooms: ['main', 'db', 'shared', 'package.json'], packages: [], node: true },
  'main/host/electron': { rooms: ['main', 'db', 'shared', 'package.json'], packages: ['electron', 'electron-updater'], node: true },
  renderer: { rooms: ['shared'], packages: windowLibraries },
};

/** Packages that only the named files may import, although their room as a whole may not. */
export const packagesOfFiles: readonly Readonly<{ files: RegExp; packages: readonly string[] }>[] = [
  { files: /^db\/(key[A-Za-z]*|recovery)\.ts$/, packages: ['hash-wasm', '@scure/bip39'] },
];

export const limits = { functionLines: 70, fileLines: 400 };
/** What is still over a limit, by `path` or `path name`, with its present length. Entries may shrink or go, never grow or come. */
export const overLimit: Readonly<Record<string, number>> = {};

const ignored = new Set(['node_modules', 'dist', 'coverage', 'test-results', '.git']);

/** Every file of the project, as a path with forward slashes from its root. */
export function filesIn(folder = ''): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(
    ({ name }) => !ignored.has(name) && !name.endsWith('.log'),
  );
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

export type Import = Readonly<{ request: string; names: readonly string[] }>;
export type Source = Readonly<{
  path: string;
  lines: number;
  /** The text with its comments blanked, so that a rule about code does not trip over prose. */
  code: string;
  comments: readonly string[];
  imports: readonly Import[];
  hasDefaultExport: boolean;
  functions: readonly Readonly<{ name: string; lines: number }>[];
  strings: readonly string[];
}>;

const parsed = new Map<string, Source>();

export function sourceOf(path: string): Source {
  const known = parsed.get(path) ?? parse(path);
  parsed.set(path, known);
  return known;
}

function parse(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, module, comments, errors } = parseSync(basename(path), text);
  if (errors.length > 0) throw new SyntaxError(`${path} does not parse: ${errors[0]?.message}`);
  const newlines = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const lineAt = (offset: number) => newlines.filter((at) => at < offset).length;
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      request: moduleRequest.value,
      names: entries.map(({ importName }) => importName.name ?? importName.kind),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, importName }) =>
        moduleRequest ? [{ request: moduleRequest.value, names: [importName.name ?? importName.kind] }] : [],
      ),
    ),
  ];
  const functions: { name: string; lines: number }[] = [];
  const strings: string[] = [];
  const measure = (node: Span) => {
    if (!isTestSuite(text, node.start)) functions.push({ name: nameBefore(text, node), lines: lineAt(node.end) - lineAt(node.start) + 1 });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    Literal: ({ value }) => void (typeof value === 'string' && strings.push(value)),
    ImportExpression: ({ source }) => void imports.push({ request: literalOf(source), names: ['dynamic'] }),
    TSImportType: ({ source }) => void imports.push({ request: literalOf(source), names: ['type'] }),
    CallExpression: ({ callee, arguments: [first] }) =>
      void (callee.type === 'Identifier' && callee.name === 'require' && imports.push({ request: literalOf(first), names: ['require'] })),
    NewExpression: ({ callee, arguments: [first] }) => {
      const request = callee.type === 'Identifier' && callee.name === 'URL' ? literalOf(first) : '';
      if (/^\.{1,2}\/.*\.tsx?$/.test(request)) imports.push({ request, names: ['url'] });
    },
  }).visit(program);
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    code: comments.reduce(
      (code, { start, end }) => code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end),
      text,
    ),
    comments: comments.map(({ value }) => value),
    imports,
    hasDefaultExport: module.staticExports.some(({ entries }) => entries.some(({ exportName }) => exportName.kind === 'Default')),
    functions,
    strings,
  };
}

type Span = Readonly<{ start: number; end: number }>;
const literalOf = (node: { type: string; value?: unknown } | null | undefined) =>
  typeof node?.value === 'string' ? node.value : '(computed)';

/** `describe` only groups; its callback is not a function anyone reads as one. */
const isTestSuite = (text: string, start: number) =>
  /\bdescribe(\.\w+)?\([^()]*,\s*(async\s*)?$/.test(text.slice(Math.max(0, start - 200), start));

function nameBefore(text: string, { start }: Span): string {
  const own = /^(?:async\s+)?function\s*\*?\s*(\w+)/.exec(text.slice(start, start + 120))?.[1];
  return own ?? /([\w.]+)\s*(?::[^=;{}]*)?(?:=|:|\()?\s*$/.exec(text.slice(Math.max(0, start - 120), start))?.[1] ?? 'anonymous';
}

/** The most exact entry of a table keyed by folder. */
export function roomOf(path: string, table: Readonly<Record<string, unknown>>): string | undefined {
  for (let folder = path; folder !== '.'; folder = posix.dirname(folder)) if (folder in table) return folder;
  return undefined;
}

/** The project file an import means, or undefined when it means a package. */
export function targetOf(from: string, request: string): string | undefined {
  const plain = request.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return posix.join(posix.dirname(from), plain);
  if (plain.startsWith('#')) return plain.slice(1);
  return undefined;
}

export const exists = (path: string) => existsSync(join(root, path));
export const packageOf = (request: string) =>
  request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');

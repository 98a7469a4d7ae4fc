import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
// @ts-expect-error plain JavaScript: it runs before anything that could strip types
import { forgetSources, noteSources, sourcesOf } from './main/host/cli/fresh.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Left outside every bundle: the platform itself, and the one package that carries a native binary. */
const external = (id: string) => isBuiltin(id) || id === 'electron' || id === 'better-sqlite3';

/** The window: everything under renderer/, served as files by both hosts. */
const window: UserConfig = {
  root: here('./renderer'),
  base: '/',
  plugins: [react(), tailwindcss()],
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
  build: {
    outDir: here('./dist/window'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
};

/**
 * Bundling moves code, so a path relative to a source file must be told where that file was: `db/migrations` and `resources` lie in the
 * package where they lie here. A worker started from its TypeScript source starts from its own bundle instead.
 */
const keepPlaces: Plugin = {
  name: 'keep-places',
  enforce: 'pre',
  transform(code, id) {
    const path = id.startsWith(here('./')) ? id.slice(here('./').length) : '';
    if (!/^(main|db|shared)\/.*\.ts$/.test(path) || !code.includes('import.meta.')) return null;
    if (/import\.meta\.(dirname|filename)/.test(code))
      throw new Error(`${path}: name files with new URL(…, import.meta.url), which survives bundling.`);
    const bundled = code.replace(/new URL\('[./\w]*\bworker\.ts', import\.meta\.url\)/g, "new URL('./worker.js', import.meta.bundle)");
    return bundled
      .replaceAll('import.meta.url', `new URL('../../${path}', import.meta.bundle).href`)
      .replaceAll('import.meta.bundle', 'import.meta.url');
  },
};

/** What Electron loads: bundled JavaScript, never TypeScript. Workers are entries of their own. */
const electron: UserConfig = {
  root: here('.'),
  publicDir: false,
  plugins: [keepPlaces],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: here('./dist/electron'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: { main: here('./main/host/electron/main.ts'), worker: here('./main/jobs/worker.ts') },
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

const contract = 'shared/contract/index.ts';
const handlers = 'main/queries/handlers.ts';

const importLine = /^import \{ (.+) \} from '(.+)';\n/gm;
const registry = /(?<=^export const \w+(?:: \{.*\})? = )\{\n(?: {2}.*\n)+\}(?=;$)/gm;
const spreadLine = /^ {2}\.\.\.(\w+),$/;
const memberLine = /^ {2}'([\w.]+)': (\w+),$/;

type Part = Readonly<{ from: string; name: string }>;

/**
 * The two registries name every feature, and a process that asks one question needs one of them: in this bundle a feature is built when it is
 * first asked for. Everything is read from the registries as they stand, so nothing has to be kept in step.
 */
const featuresWhenAsked: Plugin = {
  name: 'features-when-asked',
  enforce: 'pre',
  async transform(code, id) {
    const path = [contract, handlers].find((each) => id === here(each));
    if (path === undefined) return null;
    const parts = partsOf(code);
    const objects: string[] = [];
    for (const [object] of code.matchAll(registry)) objects.push(whenAsked(await membersOf(path, object, parts)));
    if (objects.length === 0) throw new Error(`${path}: no registry was recognised.`);
    return code.replace(importLine, '').replace(registry, () => objects.shift() ?? '');
  },
};

function partsOf(code: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const [, names = '', from = ''] of code.matchAll(importLine))
    for (const each of names.split(', ')) {
      const [name = '', local = name] = each.split(' as ');
      parts.set(local, { from, name });
    }
  return parts;
}

/** Each name with the expression that answers it; a list that is spread is asked for its names now. */
async function membersOf(path: string, object: string, parts: ReadonlyMap<string, Part>): Promise<[name: string, value: string][]> {
  const members: [string, string][] = [];
  for (const line of object.split('\n').slice(1, -1)) {
    const [local, name] = spreadLine.exec(line)?.slice(1) ?? memberLine.exec(line)?.slice(1).reverse() ?? [];
    const part = parts.get(local ?? '');
    if (!part) throw new Error(`${path}: “${line.trim()}” is not one imported name.`);
    const value = `require(${JSON.stringify(part.from)}).${part.name}`;
    if (name !== undefined) members.push([name, value]);
    else
      for (const each of await namesIn(new URL(part.from, new URL(path, import.meta.url)), part.name))
        members.push([each, `${value}[${JSON.stringify(each)}]`]);
  }
  return members;
}

async function namesIn(module: URL, list: string): Promise<readonly string[]> {
  const exported = (await import(module.href)) as Readonly<Record<string, object>>;
  return Object.keys(exported[list] ?? {});
}

const whenAsked = (members: readonly (readonly [name: string, value: string])[]): string =>
  `{\n${members.map(([name, value]) => `  get ${JSON.stringify(name)}() { return ${value}; },`).join('\n')}\n}`;

/** Required, not imported: the loader of ES modules asks every built-in for all it has, and so loads what nobody uses. */
const loadedByRequire: Plugin = {
  name: 'loaded-by-require',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{"type":"commonjs"}\n' });
  },
};

let facts: object;
let isInPlace = false;
/** What the bundle is made of is noted before it is read, and written once the bundle is there; a bundle built elsewhere says nothing of the one here. */
const keepNote: Plugin = {
  name: 'keep-note',
  configResolved({ build }) {
    isInPlace = build.outDir === here('./dist/shell');
  },
  buildStart() {
    if (isInPlace) forgetSources(here('.'));
    facts = sourcesOf(here('.'));
  },
  writeBundle() {
    if (isInPlace) noteSources(here('.'), facts);
  },
};

/** What the `clearway` command loads, where it was made of the sources that lie here; see main/host/cli/fresh.mjs. */
const shell: UserConfig = {
  ...electron,
  plugins: [featuresWhenAsked, keepPlaces, loadedByRequire, keepNote],
  build: {
    ...electron.build,
    outDir: here('./dist/shell'),
    rolldownOptions: {
      input: { process: here('./main/host/cli/process.ts'), worker: here('./main/jobs/worker.ts') },
      external,
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** A sandboxed preload must be a single CommonJS file. */
const preload: UserConfig = {
  ...electron,
  build: {
    ...electron.build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { preload: here('./main/host/electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

const builds: Record<string, UserConfig> = { electron, preload, shell };

const tests = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, ...more },
});

export default defineConfig(({ mode }) => {
  if (mode !== 'test') return builds[mode] ?? window;
  return {
    root: here('.'),
    publicDir: false,
    test: {
      environment: 'node',
      pool: 'forks',
      maxWorkers: 2,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      projects: [
        tests('unit', ['test/**/*.test.{ts,tsx}'], { exclude: ['test/e2e/**', 'test/bench/**'] }),
        tests('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 180_000 }),
        tests('soak', ['test/**/*.soak.ts'], { fileParallelism: false, testTimeout: 1_800_000 }),
      ],
      coverage: {
        provider: 'v8',
        reportOnFailure: true,
        include: ['main/**/*.ts', 'db/**/*.ts', 'shared/**/*.ts'],
        reporter: ['text-summary', 'json-summary', 'html'],
        reportsDirectory: 'coverage',
        thresholds: {
          lines: 80,
          statements: 80,
          functions: 80,
          branches: 80,
          'main/engine/**': { lines: 95, statements: 95, functions: 95, branches: 95 },
          'main/commands/**': { lines: 95, statements: 95, functions: 95, branches: 95 },
        },
      },
    },
  };
});

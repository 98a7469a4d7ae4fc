import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
// @ts-expect-error plain JavaScript: it runs before anything that could strip types
import { noteSources, sourcesOf } from './main/host/cli/fresh.mjs';

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

/** What the bundle is made of is noted before it is read, and written once the bundle is there. */
function keepNote(root: string): Plugin {
  let facts: object;
  return {
    name: 'keep-note',
    buildStart() {
      facts = sourcesOf(root);
    },
    writeBundle: () => noteSources(root, facts),
  };
}

/** What the `clearway` command loads, where it was made of the sources that lie here; see main/host/cli/fresh.mjs. */
const shell: UserConfig = {
  ...electron,
  plugins: [keepPlaces, keepNote(here('.'))],
  build: {
    ...electron.build,
    outDir: here('./dist/shell'),
    rolldownOptions: {
      input: { process: here('./main/host/cli/process.ts'), worker: here('./main/jobs/worker.ts') },
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
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
        tests('e2e', ['test/e2e/**/*.test.ts'], { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 }),
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

// `npm test`: every stage runs, even after a failure, and the last line counts what all of them found.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';
import { ensureWindow, lint, tool, types } from './tools.mjs';

const results = join(root, 'test-results');
const reportOf = (project) => join(results, `${project}.json`);
const strayOf = (project) => join(results, `${project}.stray.json`);
const strayReporter = fileURLToPath(new URL('./strayErrors.mjs', import.meta.url));

/** Runs one vitest project and leaves its report where `countOf` finds it. */
export function vitest(project, args = []) {
  return tool('vitest', ['run', '--project', project, ...args]);
}

function reported(project, args = []) {
  process.env.CLEARWAY_STRAY_ERRORS = strayOf(project);
  return vitest(project, [
    '--reporter=default',
    '--reporter=json',
    `--reporter=${strayReporter}`,
    `--outputFile.json=${reportOf(project)}`,
    ...args,
  ]);
}

const stages = [
  { name: 'types', run: types },
  { name: 'lint', run: lint },
  { name: 'unit, architecture, commands, formats', project: 'unit', run: () => reported('unit', ['--coverage']) },
  {
    name: 'end to end',
    project: 'e2e',
    run: () => {
      ensureWindow();
      return reported('e2e');
    },
  },
];

/** Prints each stage with its time, then the total as the very last line; answers whether all is well. */
export async function test() {
  mkdirSync(results, { recursive: true });
  for (const { project } of stages) for (const file of project ? [reportOf(project), strayOf(project)] : []) rmSync(file, { force: true });
  const outcomes = [];
  for (const stage of stages) outcomes.push(await outcomeOf(stage));

  console.log('');
  for (const { name, ok, seconds, counts, note } of outcomes) {
    console.log(
      `${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)${counts ? `: ${sentenceOf(counts)}` : ''}${note ? `: ${note}` : ''}`,
    );
  }
  const total = outcomes.reduce((sum, { ok, counts }) => add(sum, atLeastOneFailure(ok, counts)), none);
  console.log(sentenceOf(total));
  return outcomes.every(({ ok }) => ok);
}

async function outcomeOf(stage) {
  console.log(`\n── ${stage.name}`);
  const started = performance.now();
  let ok = false;
  let note = '';
  try {
    ok = await stage.run();
  } catch (error) {
    note = error.message;
  }
  const counts = stage.project ? countOf(stage.project) : undefined;
  if (!ok && counts?.failed === 0) note ||= whyBesides(stage.project);
  return { name: stage.name, ok, note, counts, seconds: (performance.now() - started) / 1000 };
}

/** Why a stage failed although every test passed. */
function whyBesides(project) {
  const stray = existsSync(strayOf(project)) ? JSON.parse(readFileSync(strayOf(project), 'utf8')) : null;
  if (stray === null) return 'every test passed, but the run ended before it could report; see above';
  if (stray.length === 0) return 'every test passed, but not the coverage gate; see above';
  return `every test passed, but outside the tests: ${stray.join('; ')}`;
}

const none = { passed: 0, failed: 0, skipped: 0 };
const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });

/** A stage can fail without a failed test: a type error, a coverage gate, a crash. It still counts. */
const atLeastOneFailure = (ok, counts = none) => (ok || counts.failed > 0 ? counts : { ...counts, failed: 1 });

/** A test file that could not even be loaded reports no tests, so it counts as one failure itself. */
function countOf(project) {
  if (!existsSync(reportOf(project))) return none;
  const report = JSON.parse(readFileSync(reportOf(project), 'utf8'));
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const sentenceOf = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

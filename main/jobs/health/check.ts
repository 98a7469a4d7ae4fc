import { verifyWorkspace } from '#db/verify.ts';
import { done } from '#shared/result.ts';
import type { CheckResult, InputOf } from '../kinds.ts';
import type { Work } from '../work.ts';

/** Pages, invariants, the whole chain and the anchor: everything that can be proved without replaying. */
export const check: Work<InputOf<'health.check'>> = ({ db, source, isCancelled, step }) => {
  const { ok, rows, findings } = verifyWorkspace(db(), source, {
    isCancelled,
    onProgress: (reached, outOf) => step({ done: reached, outOf }),
  });
  return done({
    ok,
    rows,
    findings: findings.map(({ sentence }) => sentence),
    checks: findings.map((finding) => finding.check),
  } satisfies CheckResult);
};

import type { Reason } from './reason.ts';

/** Why a box or switch cannot be changed, written beneath it. */
export function UnusableNote({ reasons }: Readonly<{ reasons: readonly Reason[] }>) {
  return reasons.map((reason) => (
    <span key={reason.text} className="block text-warn">
      {reason.text}{' '}
      {reason.goTo && (
        <button type="button" onClick={reason.goTo} className="font-medium text-accent underline underline-offset-2">
          Go there
        </button>
      )}
    </span>
  ));
}

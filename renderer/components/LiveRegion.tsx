import { useSyncExternalStore } from 'react';

export type Urgency = 'polite' | 'assertive';
type Announcement = Readonly<{ serial: number; text: string; urgency: Urgency }>;

let latest: Announcement = { serial: 0, text: '', urgency: 'polite' };
const listeners = new Set<() => void>();

/** Says something to screen readers without moving focus. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  latest = { serial: latest.serial + 1, text, urgency };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Mounted once by UiProvider. The text alternates a trailing space so that the same sentence twice is read twice. */
export function LiveRegion() {
  const { serial, text, urgency } = useSyncExternalStore(subscribe, () => latest);
  const spoken = serial % 2 === 0 ? text : `${text} `;
  return (
    <>
      <div className="sr-only" role="status" aria-live="polite">
        {urgency === 'polite' ? spoken : ''}
      </div>
      <div className="sr-only" role="alert" aria-live="assertive">
        {urgency === 'assertive' ? spoken : ''}
      </div>
    </>
  );
}

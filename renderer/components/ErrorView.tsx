import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';

type ErrorViewProps = Readonly<{ incidentId: string; title?: string; text?: ReactNode; onRetry?: () => void }>;

/** The unexpected: nothing was changed by it, it has a number, and the number can be copied. */
export function ErrorView({ incidentId, title = 'Something went wrong here', text, onRetry }: ErrorViewProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-120 flex-col items-center px-6 py-14 text-center">
      <TriangleAlert size={26} strokeWidth={1.5} className="text-bad" aria-hidden />
      <p className="mt-3 font-medium text-lead">{title}</p>
      <p className="mt-1 text-muted text-ui">
        {text ?? 'This view failed; your records did not change. Try again, and if it fails once more, pass on the incident number.'}
      </p>
      <p className="mt-4 inline-flex items-center gap-1 rounded-control border border-line bg-sunken py-0.5 ps-2.5 pe-0.5 text-small">
        <span className="text-muted">Incident</span>
        <code className="font-mono">{incidentId}</code>
        <CopyButton text={incidentId} label="Copy the incident number" />
      </p>
      {onRetry && (
        <Button icon={RotateCw} className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

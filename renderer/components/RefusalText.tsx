import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type RefusalTextProps = Readonly<{ children: ReactNode; goTo?: Readonly<{ label: string; onClick: () => void }> }>;

/** The sentence of a refused command, next to the control that asked. Renders nothing without a sentence. */
export function RefusalText({ children, goTo }: RefusalTextProps) {
  return (
    <div role="alert" className="flex items-start gap-2 text-bad text-ui empty:hidden">
      {children && (
        <>
          <CircleAlert size={15} className="mt-0.5" aria-hidden />
          <span className="min-w-0">
            {children}{' '}
            {goTo && (
              <button type="button" onClick={goTo.onClick} className="font-medium text-accent underline underline-offset-2">
                {goTo.label}
              </button>
            )}
          </span>
        </>
      )}
    </div>
  );
}

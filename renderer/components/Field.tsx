import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';

type FieldProps = Readonly<{
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence saying what is wrong and what to do; shown beside the control and read with it. */
  error?: string | null | undefined;
  required?: boolean;
  /** Something small at the right of the label, such as a link to an explanation. */
  aside?: ReactNode;
  children: ReactNode;
}>;

type FieldWiring = Readonly<{ controlId: string; labelId: string; describedBy: string | undefined; invalid: boolean; required: boolean }>;

const FieldContext = createContext<FieldWiring | null>(null);

export function Field({ label, hint, error, required = false, aside, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const wiring = useMemo(
    () => ({ controlId: `${id}-control`, labelId: `${id}-label`, describedBy, invalid: Boolean(error), required }),
    [id, describedBy, error, required],
  );
  return (
    <FieldContext.Provider value={wiring}>
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex items-baseline justify-between gap-3">
          <label id={wiring.labelId} htmlFor={wiring.controlId} className="font-medium text-small">
            {label}
            {!required && <span className="ms-1.5 font-normal text-muted">optional</span>}
          </label>
          {aside && <span className="text-small">{aside}</span>}
        </div>
        {children}
        {hint && (
          <p id={`${id}-hint`} className="text-muted text-small">
            {hint}
          </p>
        )}
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-bad text-small empty:hidden">
          {error && (
            <>
              <CircleAlert size={13} className="mt-0.5" aria-hidden />
              <span>{error}</span>
            </>
          )}
        </p>
      </div>
    </FieldContext.Provider>
  );
}

export type ControlAria = Readonly<{
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
  'aria-labelledby'?: string;
}>;

/** What a control takes from the Field around it; empty outside one, where the control needs its own `aria-label`. */
export function useFieldAria(): ControlAria {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return {
    id: wiring.controlId,
    ...(wiring.describedBy ? { 'aria-describedby': wiring.describedBy } : {}),
    ...(wiring.invalid ? { 'aria-invalid': true } : {}),
    ...(wiring.required ? { 'aria-required': true } : {}),
  };
}

export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.labelId;
}

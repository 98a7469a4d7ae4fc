import { type ReactNode, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { dismissLabel } from './dismissLabel.ts';
import { Field } from './Field.tsx';
import type { Reason } from './reason.ts';
import { TextInput } from './TextInput.tsx';

type ConfirmDialogProps = Readonly<{
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: "Remove user?" */
  title: string;
  /** The name of what is acted on. */
  thing: ReactNode;
  /** How much of it there is: "1,204 payments, USD 3,400,000.00". */
  extent?: ReactNode;
  /** What will be true afterwards, and whether it can be taken back. */
  consequence: ReactNode;
  /** The verb: "Remove user". */
  confirmLabel: string;
  onConfirm: () => void;
  busy?: boolean;
  tone?: 'danger' | 'primary';
  /** Conditions besides the typed text, such as a reason that is still missing. */
  reasons?: readonly Reason[];
  /** For the few acts that cannot be taken back: the text that must be typed first. */
  typeToConfirm?: string;
  refusal?: ReactNode;
  children?: ReactNode;
}>;

export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    thing,
    extent,
    consequence,
    confirmLabel,
    onConfirm,
    busy,
    tone = 'danger',
    reasons = [],
    typeToConfirm,
    refusal,
    children,
  } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  const phrase = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const unmet =
    typeToConfirm && typed !== typeToConfirm ? [{ text: `Type “${typeToConfirm}” to go on.`, goTo: () => phrase.current?.focus() }] : [];
  const change = (next: boolean) => {
    setTyped('');
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      size="small"
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={() => change(false)}>
            {dismissLabel(confirmLabel)}
          </Button>
          <Button variant={tone} busy={busy} reasons={[...reasons, ...unmet]} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="rounded-card border border-line bg-sunken px-3 py-2">
        <div className="font-medium text-ui">{thing}</div>
        {extent && <div className="tnum text-muted text-small">{extent}</div>}
      </div>
      <p className="mt-3 text-ui">{consequence}</p>
      {children && <div className="mt-3">{children}</div>}
      {typeToConfirm && (
        <div className="mt-3">
          <Field label={`Type “${typeToConfirm}” to confirm`} required>
            <TextInput ref={phrase} value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
        </div>
      )}
      {refusal && <div className="mt-3">{refusal}</div>}
    </Dialog>
  );
}

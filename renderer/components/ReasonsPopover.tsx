import { Popover } from '@base-ui/react/popover';
import { ArrowRight, CircleDashed } from 'lucide-react';
import { cloneElement, type ReactElement, useId, useState } from 'react';
import type { Reason } from './reason.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

type ReasonsPopoverProps = Readonly<{
  reasons: readonly Reason[];
  children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}>;

/** Explains why a control cannot be used: every unmet condition, each with a jump to where it is met. */
export function ReasonsPopover({ reasons, children }: ReasonsPopoverProps) {
  const descriptionId = useId();
  const [open, setOpen] = useState(false);
  const trigger = cloneElement(children, { 'aria-describedby': descriptionId });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={trigger} openOnHover delay={350} />
      <VisuallyHidden id={descriptionId}>Cannot be used yet. {reasons.map((reason) => reason.text).join(' ')}</VisuallyHidden>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-40">
          <Popover.Popup className="w-72 rounded-card bg-raised p-3 shadow-overlay outline-none">
            <Popover.Title className="font-medium text-small text-muted">{titleFor(reasons.length)}</Popover.Title>
            <ul className="mt-1.5 flex flex-col gap-0.5">
              {reasons.map((reason) => (
                <li key={reason.text}>
                  <ReasonLine reason={reason} onGo={() => setOpen(false)} />
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function titleFor(count: number): string {
  return count === 1 ? 'Not yet: one thing is missing' : `Not yet: ${count} things are missing`;
}

export function ReasonLine({ reason, onGo }: Readonly<{ reason: Reason; onGo?: () => void }>) {
  const { text, goTo } = reason;
  if (!goTo) {
    return (
      <span className="flex items-start gap-2 py-1 text-small">
        <CircleDashed size={13} className="mt-0.5 text-warn" aria-hidden />
        {text}
      </span>
    );
  }
  const go = () => {
    onGo?.();
    goTo();
  };
  return (
    <button
      type="button"
      onClick={go}
      className="-mx-1.5 flex w-[calc(100%+12px)] items-start gap-2 rounded-control px-1.5 py-1 text-start text-small hover:bg-hover"
    >
      <CircleDashed size={13} className="mt-0.5 text-warn" aria-hidden />
      <span className="flex-1">{text}</span>
      <ArrowRight size={13} className="mt-0.5 text-accent" aria-hidden />
      <VisuallyHidden>Go there</VisuallyHidden>
    </button>
  );
}

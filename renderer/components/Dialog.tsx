import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { classes } from './classes.ts';

export type DialogProps = Readonly<{
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  initialFocus?: RefObject<HTMLElement | null>;
}>;

const widths = { small: 'w-100', medium: 'w-140', large: 'w-220' } as const;
export const backdropClass =
  'motion-quick fixed inset-0 z-30 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0';

export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'medium', initialFocus }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          initialFocus={initialFocus}
          className={classes(
            'motion-quick fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-overlay bg-raised shadow-overlay outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0',
            widths[size],
          )}
        >
          <DialogFrame title={title} description={description} footer={footer}>
            {children}
          </DialogFrame>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

export function DialogFrame({ title, description, footer, children }: Pick<DialogProps, 'title' | 'description' | 'footer' | 'children'>) {
  return (
    <>
      <div className="px-5 pt-4 pb-1 pe-14">
        <div className="min-w-0">
          <BaseDialog.Title className="font-semibold text-lead">{title}</BaseDialog.Title>
          {description && <BaseDialog.Description className="mt-0.5 text-muted text-ui">{description}</BaseDialog.Description>}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-5 py-3">{children}</div>
      {footer && <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>}
      <BaseDialog.Close
        aria-label="Close"
        className="absolute top-3 right-3 grid size-7 place-items-center rounded-control text-muted hover:bg-hover hover:text-text"
      >
        <X size={16} aria-hidden />
      </BaseDialog.Close>
    </>
  );
}

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useEffect, useRef } from 'react';
import { classes } from './classes.ts';
import { backdropClass, DialogFrame, type DialogProps } from './Dialog.tsx';

/** The second half of a double click on what opened the drawer is no wish to close it. */
const DOUBLE_CLICK_MS = 500;

type DrawerProps = Omit<DialogProps, 'size'> & Readonly<{ width?: 'medium' | 'wide' }>;

/** A side sheet at the right, for reading or editing one record without leaving the table. Focus lands on the sheet itself, so that it is read from its title. */
export function Drawer({ open, onOpenChange, title, description, children, footer, width = 'medium', initialFocus }: DrawerProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const openedAt = useRef(0);
  useEffect(() => {
    if (open) openedAt.current = performance.now();
  }, [open]);
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next, { reason }) => {
        if (next || reason !== 'outside-press' || performance.now() - openedAt.current > DOUBLE_CLICK_MS) onOpenChange(next);
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          ref={sheet}
          initialFocus={initialFocus ?? sheet}
          className={classes(
            'fixed inset-y-2 right-2 z-40 flex max-w-[calc(100vw-16px)] flex-col rounded-overlay bg-raised shadow-overlay outline-none transition-[opacity,translate] duration-180 ease-out data-ending-style:translate-x-4 data-starting-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:opacity-0',
            width === 'wide' ? 'w-200' : 'w-120',
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

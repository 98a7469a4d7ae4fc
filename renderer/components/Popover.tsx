import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';

type PopoverProps = Readonly<{
  trigger: ReactElement<Record<string, unknown>>;
  title?: string;
  /** Names the popup where it has no title. */
  label?: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
}>;

export function Popover({
  trigger,
  title,
  label,
  children,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  className,
}: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner side={side} align={align} sideOffset={6} className="z-40">
          <BasePopover.Popup
            aria-label={label}
            className={classes('rounded-card bg-raised p-3 text-ui shadow-overlay outline-none', className ?? 'w-72')}
          >
            {title && <BasePopover.Title className="mb-2 font-medium text-ui">{title}</BasePopover.Title>}
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

type TooltipProps = Readonly<{
  content: ReactNode;
  children: ReactElement<Record<string, unknown>>;
  shortcut?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
}>;

/** A hint on hover and focus. It never carries what a person needs to know to go on. */
export function Tooltip({ content, children, shortcut, side = 'bottom' }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="flex max-w-72 items-center gap-2 rounded-control bg-raised px-2 py-1 text-small text-text shadow-overlay">
            {content}
            {shortcut && <Kbd keys={shortcut} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

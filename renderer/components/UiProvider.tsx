import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { LiveRegion } from './LiveRegion.tsx';
import { Toasts } from './Toasts.tsx';

/** What every component needs around it. The policy forbids style elements, so Base UI is told to make none. */
export function UiProvider({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={450} closeDelay={80}>
        <Toasts>{children}</Toasts>
        <LiveRegion />
      </Tooltip.Provider>
    </CSPProvider>
  );
}

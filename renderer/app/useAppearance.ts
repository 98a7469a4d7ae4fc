import { useEffect } from 'react';
import { applyDensity, applyTheme } from '#renderer/components/theme.ts';
import type { Me } from '#renderer/data/session.ts';

/** How the window looks for this person; without a person, as the machine says. */
export function useAppearance({ theme = 'system', density = 'dense' }: Me['preferences']): void {
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyDensity(density), [density]);
}

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';
export type Theme = 'light' | 'dark' | 'contrast';
export type Density = 'dense' | 'comfortable';

export function resolveTheme(choice: ThemeChoice, prefersDark: boolean, prefersContrast: boolean): Theme {
  if (choice !== 'system') return choice;
  if (prefersContrast) return 'contrast';
  return prefersDark ? 'dark' : 'light';
}

/** Puts a theme on the page; `system` follows the machine until the returned function is called. */
export function applyTheme(choice: ThemeChoice): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    document.documentElement.dataset.theme = resolveTheme(choice, dark.matches, contrast.matches);
  };
  apply();
  if (choice !== 'system') return () => {};
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  return () => {
    dark.removeEventListener('change', apply);
    contrast.removeEventListener('change', apply);
  };
}

export function applyDensity(density: Density): void {
  document.documentElement.dataset.density = density;
}

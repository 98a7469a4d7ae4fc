import type { ComponentProps } from 'react';

/** The browser's own file chooser, drawn like the buttons beside it. */
export function FileInput(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return (
    <input
      {...props}
      type="file"
      className="text-muted text-ui file:me-3 file:h-control file:cursor-pointer file:rounded-control file:border file:border-line-strong file:bg-raised file:px-3 file:font-medium file:text-text"
    />
  );
}

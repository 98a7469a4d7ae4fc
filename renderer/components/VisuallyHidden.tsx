import type { ReactNode } from 'react';

type VisuallyHiddenProps = Readonly<{ children: ReactNode; id?: string }>;

export function VisuallyHidden({ children, id }: VisuallyHiddenProps) {
  return (
    <span id={id} className="sr-only">
      {children}
    </span>
  );
}

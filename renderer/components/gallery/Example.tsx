import type { ReactNode } from 'react';

/** One component with its name above it. */
export function Example({ name, children }: Readonly<{ name: string; children: ReactNode }>) {
  return (
    <div className="mb-7">
      <h3 className="mb-2 text-muted text-small">{name}</h3>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type KeyValue = Readonly<{ label: string; value: ReactNode; help?: ReactNode }>;

export function KeyValueList({ items, columns = 1 }: Readonly<{ items: readonly KeyValue[]; columns?: 1 | 2 }>) {
  return (
    <dl className={classes('grid gap-x-8', columns === 2 && 'md:grid-cols-2')}>
      {items.map(({ label, value, help }) => (
        <div
          key={label}
          className="grid grid-cols-[minmax(96px,200px)_minmax(0,1fr)] items-baseline gap-4 border-line/70 border-b py-1.5 text-ui last:border-b-0"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0">
            {value}
            {help && <span className="block text-muted text-small">{help}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

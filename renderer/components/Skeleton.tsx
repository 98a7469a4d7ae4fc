import { classes } from './classes.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export function Skeleton({ className }: Readonly<{ className?: string }>) {
  return <span aria-hidden className={classes('block animate-pulse rounded-small bg-line', className ?? 'h-3 w-full')} />;
}

const barWidths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-1/2', 'w-3/4'];

type TableSkeletonProps = Readonly<{ rows?: number; columns?: number }>;

/** Stands where a table will be, at the height it will have, so that nothing jumps. */
export function TableSkeleton({ rows = 8, columns = 5 }: TableSkeletonProps) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <VisuallyHidden>Loading the table…</VisuallyHidden>
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity and never move
        <div key={row} className={classes('flex h-row items-center gap-6 border-line px-3', row < rows && 'border-b')}>
          {Array.from({ length: columns }, (_unused, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity and never move
            <div key={column} className="flex-1">
              <Skeleton className={classes('h-2.5', row === 0 ? 'w-1/3' : barWidths[(row * 3 + column * 2) % barWidths.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

export function ScreenSkeleton() {
  return (
    <div className="flex flex-col gap-5 px-6 py-5">
      <VisuallyHidden>Loading…</VisuallyHidden>
      <Skeleton className="h-5 w-56" />
      <div className="flex gap-4">
        <Skeleton className="h-16 flex-1" />
        <Skeleton className="h-16 flex-1" />
        <Skeleton className="h-16 flex-1" />
      </div>
      <TableSkeleton />
    </div>
  );
}

import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { ScreenSkeleton } from '#renderer/components/Skeleton.tsx';

type Query<Data> = Readonly<{ data: Data | undefined; error: Error | null; isPending: boolean; refetch: () => unknown }>;

type AskedProps<Data> = Readonly<{
  /** What is being read, as in “could not read the users”. */
  of: string;
  query: Query<Data>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}>;

/** An answer, its skeleton while it is awaited, or why there is none. An answer once given stays in view when asking again fails. */
export function Asked<Data>({ of, query, skeleton = <ScreenSkeleton />, children }: AskedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <LoadFailed of={of} error={query.error} onRetry={query.refetch} />;
  return skeleton;
}

type LoadFailedProps = Readonly<{ of: string; error: Error | null; onRetry?: () => unknown }>;

/** Why something could not be read. Renders nothing without an error. */
export function LoadFailed({ of, error, onRetry }: LoadFailedProps) {
  if (!error) return null;
  const again = onRetry && (
    <Button size="small" icon={RotateCw} onClick={() => void onRetry()}>
      Try again
    </Button>
  );
  return (
    <div role="alert" className="m-6">
      <Callout tone="bad" title={`Could not read ${of}.`} action={again}>
        {error.message}
      </Callout>
    </div>
  );
}

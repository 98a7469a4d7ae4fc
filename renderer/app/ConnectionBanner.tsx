import { RotateCw, Unplug } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { useConnection } from '#renderer/data/connection.ts';
import { refreshHost } from '#renderer/data/queryClient.ts';

/** Says that the line to the host is cut. What is on screen stays; what is typed stays. */
export function ConnectionBanner() {
  const connection = useConnection();
  if (connection === 'up') return null;
  const stranger = connection === 'stranger';
  return (
    <div
      role="alert"
      className="fixed inset-x-0 top-0 z-50 flex flex-wrap items-center justify-center gap-3 bg-bad-solid px-4 py-2 text-on-bad text-ui"
    >
      <Unplug size={16} aria-hidden />
      <span>
        {stranger
          ? 'Clearway does not know this window any more. Open it again from the address Clearway printed when it started.'
          : 'Clearway is not answering. What you entered stays here; the window keeps trying to reach it.'}
      </span>
      {!stranger && (
        <Button size="small" icon={RotateCw} onClick={() => void refreshHost()}>
          Try now
        </Button>
      )}
    </div>
  );
}

import { RouterProvider } from '@tanstack/react-router';
import { KeyRound, Unplug } from 'lucide-react';
import { Activity, useEffect, useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useAsk, useHostState } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { UnreachableError } from '#renderer/data/failures.ts';
import { MeContext, SessionKey } from '#renderer/data/session.ts';
import { useWaitingStepUp } from '#renderer/data/stepUp.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import { LoadFailed } from './Asked.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Entry } from './Entry.tsx';
import { useFarewell } from './farewell.ts';
import { router } from './router.tsx';
import { StepUpDialog } from './StepUpDialog.tsx';
import { useTitle } from './title.ts';
import { usePresence } from './usePresence.ts';

type HostState = HostQueryOutput<'host.state'>;

const sessionOf = ({ workspace, user }: HostState): string | null =>
  workspace && !workspace.locked && user ? `${workspace.token}:${user.id}` : null;

/**
 * Who may see what: the entry screens, or the shell. A lock puts the entry screen in front and keeps the shell as it was,
 * for the same person; another person, or another workspace, starts afresh.
 */
export function Gate() {
  const state = useHostState();
  const [kept, setKept] = useState<string | null>(null);
  const farewell = useFarewell();
  const open = state.data ? sessionOf(state.data) : null;
  const token = state.data?.workspace?.token;
  const keep = open ?? (token && kept?.startsWith(`${token}:`) ? kept : null);
  if (keep !== kept) setKept(keep);
  const entering = open === null || farewell !== null;
  useClosedQuestions(entering);
  if (!state.data) return state.error ? <HostAway error={state.error} onRetry={() => void state.refetch()} /> : null;
  return (
    <>
      {keep !== null && farewell === null && (
        <Activity mode={entering ? 'hidden' : 'visible'}>
          <SessionKey value={keep}>
            <SignedIn key={keep} />
          </SessionKey>
        </Activity>
      )}
      {entering && <Entry state={state.data} />}
      <ConnectionBanner />
    </>
  );
}

/** A question for the passphrase that was open at a lock is over: whoever unlocks decides again. */
function useClosedQuestions(entering: boolean): void {
  const stepUp = useWaitingStepUp();
  useEffect(() => {
    if (entering) stepUp?.answer(false);
  }, [entering, stepUp]);
}

function SignedIn() {
  const me = useAsk('access.me', {});
  usePresence();
  if (!me.data) return me.error ? <NotReadable error={me.error} onRetry={() => void me.refetch()} /> : null;
  return (
    <MeContext value={me.data}>
      <RouterProvider router={router} />
      <StepUpDialog />
    </MeContext>
  );
}

function NotReadable({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) {
  const close = useHost('host.closeWorkspace');
  return (
    <main className="mx-auto max-w-140 py-16">
      <h1 className="sr-only">Clearway</h1>
      <LoadFailed of="who you are" error={error} onRetry={onRetry} />
      <Button className="mx-6" onClick={() => void close.run({})}>
        Close the workspace
      </Button>
    </main>
  );
}

function HostAway({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) {
  const stranger = error instanceof UnreachableError && error.stranger;
  useTitle(stranger ? 'Not let in' : 'Not answering');
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas">
      <h1 className="sr-only">Clearway</h1>
      <EmptyState
        icon={stranger ? KeyRound : Unplug}
        title={stranger ? 'Clearway does not know this window' : 'Clearway is not answering'}
        text={
          stranger
            ? 'Open it from the address that Clearway printed when it started: the part after the # lets this browser in. Addresses of an earlier start no longer work.'
            : 'The program behind this window was closed or is still starting. Start Clearway again, or open this window from the address it printed.'
        }
        action={
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      />
    </main>
  );
}

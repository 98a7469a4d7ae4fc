import { lazy, Suspense, useEffect, useState } from 'react';
import { ChooseScreen } from '#renderer/screens/access/ChooseScreen.tsx';
import { UnlockScreen } from '#renderer/screens/access/UnlockScreen.tsx';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import { useFarewell } from './farewell.ts';
import markUrl from './mark.svg';
import { router } from './router.tsx';
import { markUsable } from './usable.ts';
import { useAppearance } from './useAppearance.ts';

const CreateScreen = lazy(() => import('#renderer/screens/access/CreateScreen.tsx').then((file) => ({ default: file.CreateScreen })));
const RecoverScreen = lazy(() => import('#renderer/screens/access/RecoverScreen.tsx').then((file) => ({ default: file.RecoverScreen })));
const RescueScreen = lazy(() => import('#renderer/screens/health/RescueScreen.tsx').then((file) => ({ default: file.RescueScreen })));
const WordsScreen = lazy(() => import('#renderer/screens/access/WordsScreen.tsx').then((file) => ({ default: file.WordsScreen })));
const DemoReadyScreen = lazy(() =>
  import('#renderer/screens/access/DemoReadyScreen.tsx').then((file) => ({ default: file.DemoReadyScreen })),
);

type EntryProps = Readonly<{ state: HostQueryOutput<'host.state'> }>;
const system = { theme: 'system', density: 'comfortable' } as const;

/** Everything before the shell: choosing or creating a workspace, unlocking it, recovering it. */
export function Entry({ state }: EntryProps) {
  useAppearance(system);
  useEffect(markUsable, []);
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex items-center gap-2.5 px-6 py-4" data-print="hide">
        <img src={markUrl} alt="" width={24} height={24} />
        <span className="font-semibold text-lead tracking-tight">Clearway</span>
        <span className="ms-auto text-muted text-small">Version {state.version}</span>
      </header>
      <main className="flex min-h-0 flex-1 flex-col">
        <Suspense fallback={null}>
          <EntryScreen state={state} />
        </Suspense>
      </main>
    </div>
  );
}

function EntryScreen({ state }: EntryProps) {
  const farewell = useFarewell();
  const [step, setStep] = useState<'choose' | 'create' | 'recover' | 'rescue'>('choose');
  const begin = () => setStep('choose');
  if (farewell?.kind === 'words') return <WordsScreen house={farewell.house} words={farewell.words} />;
  if (farewell?.kind === 'demo') return <DemoReadyScreen login={farewell.login} passphrase={farewell.passphrase} />;
  const { workspace } = state;
  if (workspace && step === 'recover') return <RecoverScreen workspace={workspace} onBack={begin} />;
  const { waitSeconds } = state;
  if (workspace && step === 'rescue')
    return (
      <RescueScreen workspace={workspace} waitSeconds={waitSeconds} onBack={begin} onRescued={() => void router.navigate({ to: '/' })} />
    );
  if (workspace)
    return (
      <UnlockScreen
        key={workspace.token}
        workspace={workspace}
        waitSeconds={waitSeconds}
        onRecover={() => setStep('recover')}
        onRescue={() => setStep('rescue')}
      />
    );
  if (step === 'create') return <CreateScreen hasDialogs={state.hasDialogs} onBack={begin} />;
  return <ChooseScreen hasDialogs={state.hasDialogs} onCreate={() => setStep('create')} />;
}

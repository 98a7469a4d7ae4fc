import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { announce } from '#renderer/components/LiveRegion.tsx';
import { useHostState } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import { IncidentBoundary } from './Incident.tsx';
import { Palette } from './Palette.tsx';
import { PassphraseDialog } from './PassphraseDialog.tsx';
import { Rail } from './Rail.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { TopBar } from './TopBar.tsx';
import { useTitle } from './title.ts';
import { markUsable } from './usable.ts';
import { useAppearance } from './useAppearance.ts';
import { useKeys } from './useKeys.ts';
import { useShellCommands } from './useShellCommands.ts';

/** Rail, top bar and the screen of the present route. */
export function Shell() {
  const me = useMe();
  const workspace = useHostState().data?.workspace;
  useAppearance(me.preferences);
  useShellCommands();
  useKeys();
  const title = useRouteTitle();
  useTitle(title, me.house);
  const main = useFocusOnArrival(title);
  useEffect(markUsable, []);

  return (
    <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] bg-canvas print:block print:h-auto">
      <button
        type="button"
        onClick={() => main.current?.focus()}
        className="sr-only z-50 rounded-control bg-raised px-3 py-2 shadow-overlay focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </button>
      <TopBar house={workspace?.name ?? me.house} practice={workspace?.practice ?? me.profile === 'practice'} />
      <Rail />
      <main ref={main} id="main" tabIndex={-1} className="relative min-h-0 overflow-auto outline-none print:overflow-visible">
        <IncidentBoundary>
          <Outlet />
        </IncidentBoundary>
      </main>
      <Palette />
      <ShortcutSheet />
      <PassphraseDialog />
    </div>
  );
}

function useRouteTitle(): string {
  const last = useMatches().at(-1);
  return (last?.staticData as { title?: string } | undefined)?.title ?? 'No such page';
}

/** A new page takes the focus, so that the keyboard and a screen reader go where the eye goes. */
function useFocusOnArrival(title: string) {
  const main = useRef<HTMLElement>(null);
  const latest = useRef(title);
  const router = useRouter();
  useEffect(() => {
    latest.current = title;
  }, [title]);
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        main.current?.focus({ preventScroll: true });
        main.current?.scrollTo({ top: 0 });
        announce(latest.current);
      }),
    [router],
  );
  return main;
}

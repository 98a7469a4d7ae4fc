import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { ScreenSkeleton } from '#renderer/components/Skeleton.tsx';
import { areas } from './areas.ts';
import { IncidentView } from './Incident.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const routeFor = (path: string, title: string, load: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    staticData: { title },
    component: lazyRouteComponent(() => load().then((component) => ({ default: component }))),
  });

const routes = areas.flatMap(({ path, title, load, below = [] }) => [
  routeFor(path, title, load),
  ...below.map((page) => routeFor(page.path, page.title, page.load)),
]);

/** Values in the address are plain text: nothing is parsed into other types behind a screen's back. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
function stringifySearch(search: Record<string, unknown>): string {
  const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch,
  stringifySearch,
  defaultPreload: false,
  defaultPendingComponent: ScreenSkeleton,
  defaultErrorComponent: ({ error, reset }) => <IncidentView error={error} onRetry={reset} />,
});

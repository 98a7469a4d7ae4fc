import { app, dialog } from 'electron';
import type { Host } from '../session/host.ts';

const MOST_RELOADS = 3;

/** Crashes are kept as incidents of the host, which leaves out what was typed. No crash dump is written: it would hold the key. */
export function watchIncidents(host: Host): void {
  const endWith = (place: string) => (error: unknown) => {
    const id = host.noteIncident(place, error);
    dialog.showErrorBox(
      'Clearway must close',
      `Something unexpected went wrong (incident ${id}). What was saved is safe. Start Clearway again.`,
    );
    app.exit(1);
  };
  process.on('uncaughtException', endWith('main process'));
  process.on('unhandledRejection', endWith('main process, unawaited'));
  let reloads = 0;
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    host.noteIncident('window process', `The window’s process ended: ${reason}, code ${exitCode}`);
    reloads += 1;
    if (reloads <= MOST_RELOADS && !contents.isDestroyed()) contents.reload();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') host.noteIncident('helper process', `A helper process ended: ${type}, ${reason}, code ${exitCode}`);
  });
}

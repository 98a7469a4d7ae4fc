import { done } from '#shared/result.ts';
import { type Handler, touches } from '../handler.ts';

export const noteRestore: Handler<'health.noteRestore'> = {
  guards: ({ backup }) => [touches('backup', backup)],
  run: () => done({}),
};

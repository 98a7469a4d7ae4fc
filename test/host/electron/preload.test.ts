import { rmSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import type { Bridge } from '#shared/contract/channels.ts';
import { createStandIn, type StandIn } from './standIn.ts';

let electron: StandIn;
afterEach(() => {
  vi.doUnmock('electron');
  rmSync(electron.folder, { recursive: true, force: true });
});

async function preloaded(): Promise<Bridge> {
  electron = createStandIn();
  vi.resetModules();
  vi.doMock('electron', () => electron);
  await import('#main/host/electron/preload.ts');
  return electron.exposed.get('clearway') as Bridge;
}

test('the page gets exactly one object with exactly three functions', async () => {
  const bridge = await preloaded();
  expect([...electron.exposed.keys()]).toEqual(['clearway']);
  expect(Object.keys(bridge).sort()).toEqual(['changed', 'command', 'query']);
  expect(Object.values(bridge).every((member) => typeof member === 'function')).toBe(true);
});

test('the page can name a message, never a channel', async () => {
  const bridge = await preloaded();
  await bridge.command({ name: 'changed', id: '1', input: {} });
  await bridge.query({ name: 'host.state', input: {} });
  expect(electron.invoked).toEqual([
    ['command', { name: 'changed', id: '1', input: {} }],
    ['query', { name: 'host.state', input: {} }],
  ]);
});

test('a listener hears what changed, never Electron’s event, and nothing after it stops', async () => {
  const bridge = await preloaded();
  const heard: unknown[][] = [];
  const stop = bridge.changed((...values) => heard.push(values));
  electron.rendererEvents.emit('changed', { sender: 'ipcRenderer' }, { tables: ['users'], host: false });
  expect(heard).toEqual([[{ tables: ['users'], host: false }]]);
  stop();
  electron.rendererEvents.emit('changed', {}, { tables: [], host: true });
  expect(heard).toHaveLength(1);
  expect(electron.rendererEvents.listenerCount('changed')).toBe(0);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { Shell } from './shell.ts';

function withWindow(shell: Shell): void {
  shell.env.CLEARWAY_WINDOW = shell.path('window');
  shell.env.CLEARWAY_DOCUMENTS = shell.path('documents');
  mkdirSync(shell.env.CLEARWAY_WINDOW);
  writeFileSync(shell.path('window/index.html'), '<!doctype html><title>Clearway</title>');
}

test('serve prints the address, shows the workspace locked, and ends when told', async () => {
  using shell = new Shell();
  withWindow(shell);
  const folder = await shell.demo();
  const seen: unknown[] = [];
  const ran = await shell.run(['serve', folder], '', async (address) => {
    const { origin, hash } = new URL(address);
    const enter = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ secret: decodeURIComponent(hash.slice('#enter='.length)) }),
    });
    const cookie = enter.headers.get('set-cookie')?.split(';')[0] ?? '';
    const state = await fetch(`${origin}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify({ name: 'host.state', input: {} }),
    });
    seen.push(await state.json());
  });
  expect(ran.code).toBe(0);
  expect(ran.lines).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#enter=/)]);
  expect(seen).toMatchObject([{ ok: true, value: { host: 'loopback', workspace: { place: folder, locked: true }, user: null } }]);
});

test('what cannot be served is said in a sentence', async () => {
  using shell = new Shell();
  shell.env.CLEARWAY_WINDOW = shell.path('nowhere');
  expect(await shell.run(['serve'])).toMatchObject({ code: 2, err: expect.stringContaining('npm start') });
  withWindow(shell);
  expect(await shell.run(['serve', shell.path('nothing')])).toMatchObject({
    code: 3,
    err: expect.stringContaining('no Clearway workspace'),
  });
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  const { port } = taken.address() as { port: number };
  expect(await shell.run(['serve', '--port', String(port)])).toMatchObject({
    code: 2,
    err: expect.stringContaining(`Port ${port} is taken`),
  });
  taken.close();
});

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Loopback, startLoopback } from '#main/host/loopback/startLoopback.ts';
import { createHost } from '#main/host/session/createHost.ts';
import type { Client, Host, Platform } from '#main/host/session/host.ts';
import { type Instant, instant } from '#shared/dates.ts';
import { uuidv7 } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import { launchBrowser } from './browser.ts';

const windowFolder = fileURLToPath(new URL('../../dist/window/', import.meta.url));
const picturesFolder = fileURLToPath(new URL('../../test-results/', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Theme = 'light' | 'dark';
export type Visit = Readonly<{ theme?: Theme; width?: number; height?: number; path?: string; locale?: string }>;

/** A whole Clearway on a temporary folder: the host, its http server and a browser. */
export type House = Readonly<{
  host: Host;
  url: string;
  origin: string;
  folder: string;
  login: string;
  passphrase: string;
  recoveryWords: readonly string[];
  /** A new page, admitted to the host, waiting for its first screen. */
  visit(visit?: Visit): Promise<Page>;
  /** Fills the unlock screen. */
  unlock(page: Page, as?: Readonly<{ login: string; passphrase: string }>): Promise<void>;
  /** Runs a command or host command as whoever is signed in; fails the test when it is refused. */
  command(name: string, input: unknown): Promise<unknown>;
  query(name: string, input: unknown): Promise<unknown>;
  /** Signs somebody in at the host, so that the next visit is theirs. */
  signIn(login: string, passphrase: string): Promise<void>;
  newId(): string;
  /** Puts the clock of the host forward. */
  advance(minutes: number): void;
  /** A complaint in the console that the test itself provokes. */
  pardon(complaint: RegExp): void;
  /** Stops the http server, as when the program dies, and starts it again on the same port. */
  cut(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}>;

export type Beginning = 'empty' | 'house' | 'demo';

const here: Client = { transport: 'window', device: '', origin: null };
/** A zone where it is the middle of a working day now: an unlock at odd hours is an event, which no journey here is about. */
function zoneAtWork(): string {
  const hour = new Date().getUTCHours();
  if (hour < 6) return 'Asia/Tokyo';
  return hour < 19 ? 'Europe/Zurich' : 'America/Los_Angeles';
}

const newId = (): string => uuidv7(instant(new Date().toISOString()), randomBytes(10));

function platformIn(folder: string, now: () => Instant): Platform {
  return {
    kind: 'loopback',
    version: '0.1.0',
    platform: process.platform,
    now,
    randomBytes: (count) => randomBytes(count),
    programFolder: join(folder, 'program'),
    documentsFolder: join(folder, 'documents'),
    dialogs: null,
    print: null,
    keychain: { available: () => 'none', seal: (secret) => secret, unseal: (sealed) => sealed },
    updates: { state: () => 'off', check: async () => undefined },
    argon: { m: 1024, t: 1, p: 1 },
  };
}

const owner = { login: 'olivia', name: 'Olivia Brandt', passphrase: 'correct horse battery staple' };

async function begin(host: Host, beginning: Beginning): Promise<Pick<House, 'login' | 'passphrase' | 'recoveryWords'>> {
  if (beginning === 'empty') return { login: owner.login, passphrase: owner.passphrase, recoveryWords: [] };
  if (beginning === 'demo') {
    const { login, passphrase } = accepted(await send(host, 'host.createDemo', {})) as { login: string; passphrase: string };
    return { login, passphrase, recoveryWords: [] };
  }
  const house = { folder: null, house: 'Harrow Point Capital', profile: 'live', timeZone: zoneAtWork(), currency: 'USD' };
  const made = accepted(await send(host, 'host.createWorkspace', { ...house, ...owner })) as { recoveryWords: string[] };
  return { login: owner.login, passphrase: owner.passphrase, recoveryWords: made.recoveryWords };
}

const send = (host: Host, name: string, input: unknown): Promise<Result<unknown>> => host.command({ name, id: newId(), input }, here);

function accepted(reply: Result<unknown>): unknown {
  if (!reply.ok) throw new Error(`refused: ${reply.error.code} ${JSON.stringify(reply.error.detail)}`);
  return reply.value;
}

/** `house` (the usual): a live workspace with one owner, signed in. `demo`: the demo firm. `empty`: the first run. */
export async function openHouse(beginning: Beginning = 'house'): Promise<House> {
  if (!existsSync(join(windowFolder, 'index.html'))) throw new Error('Build the window first: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'clearway-e2e-'));
  const clock = { ahead: 0 };
  const now = (): Instant => instant(new Date(Date.now() + clock.ahead).toISOString());
  const host = createHost(platformIn(folder, now));
  const begun = await begin(host, beginning);
  const server = new Server(host, now);
  await server.start();
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const pardoned: RegExp[] = [];
  return {
    host,
    folder,
    ...begun,
    get url() {
      return server.loopback.url;
    },
    get origin() {
      return server.loopback.origin;
    },
    newId,
    advance(minutes) {
      clock.ahead += minutes * 60_000;
    },
    pardon: (complaint) => void pardoned.push(complaint),
    visit: (visit = {}) => visitIn(browser, contexts, complaints, server, visit),
    unlock: (page, as = begun) => unlock(page, as.login, as.passphrase),
    command: async (name, input) => accepted(await send(host, name, input)),
    query: async (name, input) => accepted(await host.query({ name, input }, here)),
    signIn: async (login, passphrase) => void accepted(await send(host, 'host.unlock', { login, passphrase })),
    cut: () => server.loopback.close(),
    resume: () => server.start(),
    async close() {
      await browser.close();
      await server.loopback.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
      const left = complaints.filter((complaint) => !pardoned.some((pattern) => pattern.test(complaint)));
      if (left.length > 0) throw new Error(`The console of the page complains:\n${left.join('\n')}`);
    },
  };
}

/** Keeps its port, so that a window finds the host again after it came back. */
class Server {
  readonly #host: Host;
  readonly #now: () => Instant;
  loopback!: Loopback;
  constructor(host: Host, now: () => Instant) {
    this.#host = host;
    this.#now = now;
  }
  async start(): Promise<void> {
    const port = this.loopback ? Number(new URL(this.loopback.origin).port) : 0;
    this.loopback = await startLoopback({ host: this.#host, windowFolder, port, now: this.#now });
  }
}

/** Refused requests are part of many journeys; the browser logs them, and they are no fault of the page. */
const expected = /Failed to load resource|net::ERR_/;

async function visitIn(
  browser: Browser,
  contexts: BrowserContext[],
  complaints: string[],
  server: Server,
  { theme = 'light', width = 1280, height = 800, path = '/', locale = 'en-GB' }: Visit,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale,
    acceptDownloads: true,
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  const { origin, url } = server.loopback;
  await page.goto(`${origin}${path}${new URL(url).hash}`);
  await page.locator('h1').first().waitFor();
  return page;
}

async function unlock(page: Page, login: string, passphrase: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Login' });
  if ((await field.textContent())?.trim() !== login) {
    await field.click();
    await page.getByRole('option', { name: login, exact: true }).click();
  }
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('button', { name: 'Unlock', exact: true }).waitFor({ state: 'detached' });
}

/** Goes to an area by its rail entry and waits for its heading. */
export async function goTo(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

type AxeResult = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] };

/** Runs axe on the page as it stands, or on one part of it, and expects nothing. */
export async function checkAxe(page: Page, within = 'html'): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: { run: (where: string, options: object) => Promise<AxeResult> } };
    const { violations } = await axe.run(selector, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  }, within);
  if (found.length > 0) throw new Error(`axe at ${page.url()}:\n${JSON.stringify(found, null, 2)}`);
}

/** Puts a picture of the page into test-results, for a person to look at. */
export async function shoot(page: Page, name: string): Promise<string> {
  mkdirSync(picturesFolder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  const path = join(picturesFolder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

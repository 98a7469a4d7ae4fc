import type { AnchorCopy } from '#db/anchor.ts';
import type { ArgonCost, Keychain } from '#db/keySlots.ts';
import type { ChangedMessage, CommandMessage, QueryMessage } from '#shared/contract/channels.ts';
import type { Instant } from '#shared/dates.ts';
import type { Result } from '#shared/result.ts';

/** Where a message came from, as the transport saw it; it ends in the log beside the person. An empty device means this machine. */
export type Client = Readonly<{ transport: 'window' | 'cli' | 'rest'; device: string; origin: string | null }>;

/** The whole application behind a window, whatever carries the messages. */
export type Host = Readonly<{
  command(message: CommandMessage, client: Client): Promise<Result<unknown>>;
  query(message: QueryMessage, client: Client): Promise<Result<unknown>>;
  changed(listener: (message: ChangedMessage) => void): () => void;
  /** The machine goes to sleep or its screen was locked: lock the workspace now. */
  suspend(): Promise<void>;
  /** A transport noticed something a person must look at (a message from a wrong frame or origin). */
  noteIntrusion(detail: string, client: Client): void;
  noteIncident(place: string, error: unknown): string;
  /** The bytes behind a one-time download name handed out by `host.saveJobFile`. */
  takeDownload(name: string): Readonly<{ fileName: string; mediaType: string; content: Uint8Array }> | undefined;
  /** A workspace named by the operating system: a double-clicked file, a command-line argument. */
  offerWorkspace(path: string): Promise<Result<unknown>>;
  close(): Promise<void>;
}>;

/** `basic` is a keychain that keeps keys in plain text: it is treated as none. */
export type { Keychain } from '#db/keySlots.ts';

/** Runs `work` once after so long, unless the returned function is called first. */
export type Timers = Readonly<{ after(milliseconds: number, work: () => void): () => void }>;

/** What a machine may or may not have: the concrete host lends it, the session asks. */
export type Platform = Readonly<{
  kind: 'electron' | 'loopback';
  version: string;
  platform: string;
  now: () => Instant;
  randomBytes: (count: number) => Uint8Array;
  /** Where this program keeps its own list of workspaces, incidents and device id. */
  programFolder: string;
  /** Where new workspaces go unless a folder was chosen. */
  documentsFolder: string;
  dialogs: Readonly<{
    chooseFolder(): Promise<string | null>;
    chooseWorkspace(): Promise<string | null>;
    /** Asks where and writes there; answers the name for the person, or nothing when they cancelled. */
    saveFile(suggestedName: string, content: Uint8Array): Promise<string | null>;
  }> | null;
  print: ((title: string) => Promise<string | null>) | null;
  keychain: Keychain;
  /** Where timers come from; the system's own unless a test brings a clock. */
  timers?: Timers;
  /** What a new passphrase slot costs; only tests choose a cheap one. */
  argon?: ArgonCost;
  /** A second copy of each workspace's anchor, where the machine has a safe place for it. */
  anchorCopy?: AnchorCopy;
  updates: Readonly<{ state(): 'off' | 'checking' | 'current' | 'available' | 'ready' | 'failed'; check(): Promise<void> }>;
}>;

/** How the queue waits: one pending call at most per purpose, and a way to take it back. Tests move their own clock. */
export type Scheduler = Readonly<{ after(milliseconds: number, run: () => void): () => void }>;

export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

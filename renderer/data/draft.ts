import { useCallback, useEffect, useRef, useState } from 'react';
import { keyOf, useHostAsk } from './ask.ts';
import { send } from './command.ts';
import { newId } from './newId.ts';
import { hostHead, queryClient } from './queryClient.ts';
import { useSessionKey } from './session.ts';

const SAVE_AFTER_MS = 500;

export type Draft<Value> = Readonly<{
  value: Value;
  setValue: (value: Value) => void;
  /** Forgets what was kept and goes back to the beginning. */
  discard: () => void;
  /** The value comes from an earlier visit. */
  restored: boolean;
  /** Everything typed so far is kept. */
  saved: boolean;
  isPending: boolean;
}>;

const keep = (name: string, content: string | null) => send({ name: 'host.saveDraft', id: newId(), input: { name, content } });

/** Unfinished input that outlives the screen, a lock and a restart. What is typed before the kept draft arrives wins. */
export function useDraft<Value>(name: string, initial: Value): Draft<Value> {
  const kept = useHostAsk('host.draft', { name });
  const session = useSessionKey();
  const [own, setOwn] = useState<Readonly<{ value: Value }> | null>(null);
  const [saved, setSaved] = useState(true);
  const waiting = useRef<string | null>(null);
  const content = kept.data?.content ?? null;

  const flush = useCallback(async () => {
    const text = waiting.current;
    if (text === null) return;
    waiting.current = null;
    const reply = await keep(name, text);
    if (!reply.ok) waiting.current ??= text;
    if (waiting.current !== null) return;
    queryClient.setQueryData(keyOf(hostHead, 'host.draft', { name }, session), { content: text });
    setSaved(true);
  }, [name, session]);

  useEffect(() => {
    if (own === null) return;
    const timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [own, flush]);
  useEffect(() => () => void flush(), [flush]);

  const setValue = useCallback((value: Value) => {
    waiting.current = JSON.stringify(value);
    setSaved(false);
    setOwn({ value });
  }, []);
  const discard = useCallback(() => {
    waiting.current = null;
    setOwn(null);
    setSaved(true);
    queryClient.setQueryData(keyOf(hostHead, 'host.draft', { name }, session), { content: null });
    void keep(name, null);
  }, [name, session]);

  const value = own ? own.value : content === null ? initial : (JSON.parse(content) as Value);
  return { value, setValue, discard, restored: own === null && content !== null, saved, isPending: kept.isPending };
}

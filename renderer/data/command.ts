import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import type { InputIssue } from '#shared/contract/commonRefusals.ts';
import {
  type HostCommandName,
  type HostCommandOutput,
  type HostCommandRequest,
  hostCommands,
  isHostCommandName,
} from '#shared/contract/host.ts';
import { type CommandName, type CommandOutput, type CommandRequest, commands } from '#shared/contract/index.ts';
import { toWire } from '#shared/json.ts';
import { done, type Refusal, type Result } from '#shared/result.ts';
import { bridge } from './bridge.ts';
import { fetchSentences, sentenceFor, UnreachableError, unansweredCode, unreadableCode } from './failures.ts';
import { newId } from './newId.ts';
import { refreshHost } from './queryClient.ts';
import { requestStepUp } from './stepUp.ts';

type Sent = Readonly<{ name: CommandName | HostCommandName; id: string; input: unknown; preview?: boolean }>;

async function sendOnce({ name, id, input, preview }: Sent): Promise<Result<unknown>> {
  try {
    const reply = await bridge().command({ name, id, input, ...(preview ? { preview } : {}) });
    if (!reply.ok) await fetchSentences();
    if (!reply.ok || preview) return reply;
    const output: z.ZodType = isHostCommandName(name) ? hostCommands[name].output : commands[name].output;
    const parsed = output.safeParse(reply.value);
    if (parsed.success) return done(parsed.data);
    reportError(parsed.error);
    return { ok: false, error: { code: unreadableCode, detail: {} } };
  } catch (error) {
    if (error instanceof UnreachableError) return { ok: false, error: { code: unansweredCode, detail: {} } };
    throw error;
  }
}

/** Sends one command. Where the passphrase is wanted again it is asked for, and the same command, with the same id, is repeated. */
export async function send(sent: Sent): Promise<Result<unknown>> {
  const reply = await sendOnce(sent);
  if (reply.ok || reply.error.code !== 'stepUpNeeded') return reply;
  return (await requestStepUp(sent.name)) ? sendOnce(sent) : reply;
}

export type Action<Input, Output> = Readonly<{
  /** Never throws for a refusal: look at `reply.ok`. While one run is under way another gives the same reply. */
  run: (input: Input) => Promise<Result<Output>>;
  /** All of it, rolled back: would it be refused, and what would be written. */
  preview: (input: Input) => Promise<Result<unknown>>;
  isPending: boolean;
  refusal: Refusal | null;
  /** The refusal as a sentence, or nothing. */
  sentence: string | null;
  /** For `invalidInput`: what is wrong with each field, by dotted path. */
  fieldErrors: Readonly<Record<string, string>>;
  reset: () => void;
}>;

type Attempt = Readonly<{ id: string; text: string }>;

/** The same click sent again after no answer keeps its id, so that it cannot happen twice; any other click is a new one. */
export function idFor(last: Attempt | null, text: string, make: () => string): Attempt {
  return last && last.text === text ? last : { id: make(), text };
}

function useAction<Input, Output>(name: CommandName | HostCommandName, isHost: boolean): Action<Input, Output> {
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const unanswered = useRef<Attempt | null>(null);
  const underWay = useRef<Promise<Result<Output>> | null>(null);

  const run = useCallback(
    (input: Input): Promise<Result<Output>> => {
      const act = async (): Promise<Result<Output>> => {
        setPending(true);
        const attempt = idFor(unanswered.current, toWire(input), newId);
        try {
          const reply = (await send({ name, id: attempt.id, input })) as Result<Output>;
          unanswered.current = !reply.ok && reply.error.code === unansweredCode ? attempt : null;
          if (isHost && name !== 'host.touch') await refreshHost();
          setRefusal(reply.ok ? null : reply.error);
          return reply;
        } finally {
          underWay.current = null;
          setPending(false);
        }
      };
      underWay.current ??= act();
      return underWay.current;
    },
    [name, isHost],
  );
  const preview = useCallback((input: Input) => send({ name, id: newId(), input, preview: true }), [name]);
  const reset = useCallback(() => setRefusal(null), []);
  return { run, preview, isPending, refusal, sentence: refusal && sentenceFor(refusal), fieldErrors: fieldErrorsOf(refusal), reset };
}

/** A command of the workspace, as the contract names it. */
export const useCommand = <Name extends CommandName>(name: Name): Action<CommandRequest<Name>, CommandOutput<Name>> =>
  useAction(name, false);

/** Something only the host can do: keys, files, dialogs, jobs. */
export const useHost = <Name extends HostCommandName>(name: Name): Action<HostCommandRequest<Name>, HostCommandOutput<Name>> =>
  useAction(name, true);

export function fieldErrorsOf(refusal: Refusal | null): Readonly<Record<string, string>> {
  if (refusal?.code !== 'invalidInput') return {};
  const issues = refusal.detail.issues as readonly InputIssue[];
  return Object.fromEntries(issues.map(({ path, message }) => [path, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`]));
}

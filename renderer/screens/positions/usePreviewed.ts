import { useState } from 'react';
import { fieldErrorsOf, useCommand } from '#renderer/data/command.ts';
import { sentenceFor } from '#renderer/data/failures.ts';
import { type CommandName, type CommandOutput, type CommandRequest, commands } from '#shared/contract/index.ts';
import type { Refusal } from '#shared/result.ts';

/** A command that is shown before it is given: the answer it would have, then the same input for good. */
export function usePreviewed<Name extends CommandName>(name: Name) {
  const command = useCommand(name);
  const [isLooking, setLooking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [seen, setSeen] = useState<{ input: CommandRequest<Name>; output: CommandOutput<Name> } | null>(null);
  const look = async (input: CommandRequest<Name>): Promise<void> => {
    setLooking(true);
    try {
      const reply = await command.preview(input);
      setRefusal(reply.ok ? null : reply.error);
      setSeen(reply.ok ? { input, output: commands[name].output.parse(reply.value) as CommandOutput<Name> } : null);
    } finally {
      setLooking(false);
    }
  };
  return {
    look,
    seen,
    back: () => setSeen(null),
    record: async (): Promise<boolean> => seen !== null && (await command.run(seen.input)).ok,
    isRecording: command.isPending,
    recordSentence: command.sentence,
    form: { isPending: isLooking, sentence: refusal && sentenceFor(refusal), fieldErrors: fieldErrorsOf(refusal) },
  };
}
export type Previewed<Name extends CommandName> = ReturnType<typeof usePreviewed<Name>>;

import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { type KeyValue, KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { FormDialog, type FormField, type Values } from '#renderer/screens/investors/FormDialog.tsx';
import type { CommandName, CommandOutput, CommandRequest } from '#shared/contract/index.ts';
import { usePreviewed } from './usePreviewed.ts';

type Input<Name extends CommandName> = Readonly<{ input: CommandRequest<Name> } | { problem: string }>;
type PreviewedDialogProps<Name extends CommandName> = Readonly<{
  name: Name;
  title: string;
  description: string;
  fields: readonly FormField[];
  initial: Values;
  saveLabel: string;
  /** What was typed as the command takes it, or the sentence that says why it cannot be. */
  inputOf: (values: Values) => Input<Name> | Promise<Input<Name>>;
  /** What is about to be written, line by line. */
  shown: (output: CommandOutput<Name>, values: Values) => readonly KeyValue[];
  onClose: () => void;
}>;

/** A form, then exactly what it will write; back loses nothing. */
export function PreviewedDialog<Name extends CommandName>(props: PreviewedDialogProps<Name>) {
  const { name, title, description, fields, initial, saveLabel, inputOf, shown, onClose } = props;
  const previewed = usePreviewed(name);
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  if (!previewed.seen)
    return (
      <FormDialog
        title={title}
        description={description}
        fields={fields}
        initial={values}
        saveLabel="Preview"
        action={{ ...previewed.form, sentence: problem ?? previewed.form.sentence }}
        onClose={onClose}
        onSave={async (typed) => {
          setValues(typed);
          const read = await inputOf(typed);
          setProblem('problem' in read ? read.problem : null);
          if ('input' in read) await previewed.look(read.input);
          return false;
        }}
      />
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description="This is what will be written. Nothing has been yet."
      footer={
        <>
          <Button onClick={previewed.back}>Back</Button>
          <Button
            variant="primary"
            busy={previewed.isRecording}
            onClick={async () => {
              if (await previewed.record()) onClose();
            }}
          >
            {saveLabel}
          </Button>
        </>
      }
    >
      <KeyValueList items={shown(previewed.seen.output, values)} />
      <RefusalText>{previewed.recordSentence}</RefusalText>
    </Dialog>
  );
}

import { type FormEvent, useState } from 'react';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { checkedPlaces, wrongPlaces } from './recoveryWords.ts';

type WordsCheckProps = Readonly<{ words: readonly string[]; onBack: () => void; onRight: () => void }>;

export function WordsCheck({ words, onBack, onRight }: WordsCheckProps) {
  const [answers, setAnswers] = useState<Readonly<Record<number, string>>>({});
  const [tried, setTried] = useState(false);
  const wrong = wrongPlaces(words, answers);
  const [first, second, third] = checkedPlaces;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.length === 0) onRight();
  };
  return (
    <EntryCard
      title="Check what you wrote"
      text={`Type words ${first}, ${second} and ${third} from your paper to continue.`}
      back={{ label: 'Show the words again', onClick: onBack }}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {checkedPlaces.map((place) => (
          <Field
            key={place}
            label={`Word ${place}`}
            required
            error={tried && wrong.includes(place) ? `This is not word ${place}. Look at your paper, or show the words again.` : null}
          >
            <TextInput
              autoFocus={place === first}
              autoCapitalize="none"
              value={answers[place] ?? ''}
              onChange={({ target }) => setAnswers({ ...answers, [place]: target.value })}
            />
          </Field>
        ))}
        <Button type="submit" variant="primary">
          Continue
        </Button>
      </form>
    </EntryCard>
  );
}

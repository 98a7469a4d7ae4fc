import { useState } from 'react';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { endFarewell } from '#renderer/app/farewell.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { SecretWords } from '#renderer/components/SecretWords.tsx';
import { WordsCheck } from './WordsCheck.tsx';

type WordsScreenProps = Readonly<{ house: string; words: readonly string[] }>;

/** The recovery words, once: written down first, then checked on a page that does not show them. */
export function WordsScreen({ house, words }: WordsScreenProps) {
  const [checking, setChecking] = useState(false);
  if (checking) return <WordsCheck words={words} onBack={() => setChecking(false)} onRight={endFarewell} />;
  return (
    <EntryCard
      wide
      title="Write these 24 words down"
      text={`They are the only way into ${house} if every passphrase is lost. They are shown this once.`}
    >
      <SecretWords words={words} />
      <p className="mt-6 hidden print:block">
        Recovery words of {house}, printed on {new Date().toLocaleDateString('en-CA')}. Whoever holds this page can open the workspace: keep
        it where you keep deeds and keys.
      </p>
      <div className="mt-4" data-print="hide">
        <Callout tone="warn" title="Keep them on paper, away from this computer">
          Whoever holds these words can open the workspace. Nobody, not even the makers of Clearway, can open it without a passphrase or
          these words.
        </Callout>
      </div>
      <div className="mt-5 flex justify-end" data-print="hide">
        <Button variant="primary" onClick={() => setChecking(true)}>
          I have written them down
        </Button>
      </div>
    </EntryCard>
  );
}

import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { endFarewell } from '#renderer/app/farewell.ts';
import { Button } from '#renderer/components/Button.tsx';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';

type DemoReadyScreenProps = Readonly<{ login: string; passphrase: string }>;

/** How to get back into the demo firm after it locks. Its passphrase is no secret: nothing in it is real. */
export function DemoReadyScreen({ login, passphrase }: DemoReadyScreenProps) {
  return (
    <EntryCard
      title="The demo firm is ready"
      text="It is an invented house with planted problems to find. You are its owner, and nothing you do here is real."
    >
      <div className="rounded-card border border-line bg-surface px-4 py-2">
        <KeyValueList
          items={[
            { label: 'Login', value: <code className="font-mono">{login}</code> },
            {
              label: 'Passphrase',
              value: (
                <span className="inline-flex items-center gap-1">
                  <code className="font-mono">{passphrase}</code>
                  <CopyButton text={passphrase} label="Copy the passphrase" />
                </span>
              ),
              help: 'You are asked for it after a lock and before access changes.',
            },
          ]}
        />
      </div>
      <Button variant="primary" className="mt-5" autoFocus onClick={endFarewell}>
        Go to Today
      </Button>
    </EntryCard>
  );
}

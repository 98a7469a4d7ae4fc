import { KeyRound, Printer } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { SecretWords } from '#renderer/components/SecretWords.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { useMe } from '#renderer/data/session.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import { SetPassphraseDialog } from './SetPassphraseDialog.tsx';

type Keys = HostQueryOutput<'host.keys'>;
type Person = Keys['slots'][number];

export function KeysTab() {
  const keys = useHostAsk('host.keys', {});
  return (
    <Asked of="the keys" query={keys}>
      {(data) => (
        <div className="max-w-200">
          {data.needsPassphrase.length > 0 && <NeedPassphrase people={data.needsPassphrase} />}
          <Section
            title="Who holds a key"
            description="Each key is wrapped with its holder’s own passphrase. Whoever holds one can open the file."
          >
            <PeopleList people={data.slots} />
          </Section>
          <Recovery made={data.recovery} />
          <KeychainSection keychain={data.keychain} />
        </div>
      )}
    </Asked>
  );
}

function PeopleList({ people }: Readonly<{ people: readonly Person[] }>) {
  return (
    <ul className="divide-y divide-line/70 rounded-card border border-line bg-surface">
      {people.map(({ userId, name, login }) => (
        <li key={userId} className="flex min-h-row items-center gap-3 px-3 py-1.5 text-ui">
          <KeyRound size={14} className="text-muted" aria-hidden />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <code className="font-mono text-muted text-small">{login}</code>
          <Badge tone="good">Holds a key</Badge>
        </li>
      ))}
    </ul>
  );
}

function NeedPassphrase({ people }: Readonly<{ people: readonly Person[] }>) {
  const [setting, setSetting] = useState<Person | null>(null);
  const needs = useNeeds();
  return (
    <Section title="Who needs a passphrase" description="These people are active but hold no key yet, so they cannot unlock the workspace.">
      <ul className="divide-y divide-line/70 rounded-card border border-line bg-surface">
        {people.map((person) => (
          <li key={person.userId} className="flex min-h-row items-center gap-3 px-3 py-1.5 text-ui">
            <span className="min-w-0 flex-1 truncate">{person.name}</span>
            <code className="font-mono text-muted text-small">{person.login}</code>
            <Badge tone="warn">Needs a passphrase</Badge>
            <Button
              size="small"
              aria-label={`Set the passphrase of ${person.name}`}
              reasons={needs('access.manageUsers')}
              onClick={() => setSetting(person)}
            >
              Set passphrase…
            </Button>
          </li>
        ))}
      </ul>
      {setting && <SetPassphraseDialog userId={setting.userId} name={setting.name} onClose={() => setSetting(null)} />}
    </Section>
  );
}

function Recovery({ made }: Readonly<{ made: boolean }>) {
  const me = useMe();
  const ownerOnly = me.roles.includes('owner') ? [] : [{ text: 'The phrase stands above all roles, so only an owner may make a new one.' }];
  const [asking, setAsking] = useState(false);
  const [words, setWords] = useState<readonly string[] | null>(null);
  const make = useHost('host.newRecoveryPhrase');
  const act = async () => {
    const reply = await make.run({});
    if (!reply.ok) return;
    setAsking(false);
    setWords(reply.value.recoveryWords);
  };
  const make24 = (
    <Button size="small" icon={Printer} reasons={ownerOnly} onClick={() => setAsking(true)}>
      Make a new phrase…
    </Button>
  );
  return (
    <Section
      title="Recovery phrase"
      description="24 words that open the workspace when every passphrase is lost. Keep them on paper, away from this computer."
    >
      {made ? (
        <Callout tone="good" title="A recovery phrase exists" action={make24}>
          It cannot be shown again. If the paper is lost or was seen by others, make a new phrase.
        </Callout>
      ) : (
        <Callout tone="warn" title="There is no recovery phrase" action={make24}>
          If every passphrase is forgotten, nobody can open this workspace any more. Make a phrase now.
        </Callout>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Make a new recovery phrase?"
        thing="Recovery phrase of this workspace"
        extent="24 words"
        consequence={
          made
            ? 'The old phrase stops working at once: destroy the paper it is on. The new one is shown a single time.'
            : 'The phrase is shown a single time. Have a printer or pen at hand.'
        }
        confirmLabel="Make the phrase"
        tone="primary"
        onConfirm={() => void act()}
        busy={make.isPending}
        refusal={<RefusalText>{make.sentence}</RefusalText>}
      />
      {words && <PhraseDialog words={words} onClose={() => setWords(null)} />}
    </Section>
  );
}

function PhraseDialog({ words, onClose }: Readonly<{ words: readonly string[]; onClose: () => void }>) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The new recovery phrase"
      description="Shown once. Write the words down in this order or print them, then keep the paper in a safe place."
      size="large"
      footer={
        <Button variant="primary" onClick={onClose}>
          I have the words on paper
        </Button>
      }
    >
      <SecretWords words={words} />
    </Dialog>
  );
}

const keychainNotes: Readonly<Record<Keys['keychain'], string | null>> = {
  none: 'This computer offers no keychain to Clearway.',
  basic: 'The keychain of this computer keeps keys in plain text, so Clearway does not use it.',
  off: null,
  on: null,
};

function KeychainSection({ keychain }: Readonly<{ keychain: Keys['keychain'] }>) {
  const change = useHost('host.keychain');
  const note = keychainNotes[keychain];
  return (
    <Section title="Keychain of this computer">
      <div className="rounded-card border border-line bg-surface px-3.5 py-3">
        <Switch
          label="Unlock with this computer’s keychain"
          hint="You unlock without typing while you are signed in to this computer. Approvals still ask for your passphrase."
          checked={keychain === 'on'}
          onChange={(on) => void change.run({ on })}
          reasons={note ? [{ text: note }] : []}
        />
        <RefusalText>{change.sentence}</RefusalText>
      </div>
    </Section>
  );
}

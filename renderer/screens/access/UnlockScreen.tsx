import { DatabaseBackup, Fingerprint, LockKeyholeOpen } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { useCountdown } from '#renderer/app/useCountdown.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { type Action, useHost } from '#renderer/data/command.ts';
import { mendedByRestore } from '#shared/contract/healthRefusals.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';

export type WorkspaceState = NonNullable<HostQueryOutput<'host.state'>['workspace']>;
type UnlockScreenProps = Readonly<{ workspace: WorkspaceState; waitSeconds: number; onRecover: () => void; onRescue: () => void }>;

const waitText = (seconds: number): string => `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;

export function UnlockScreen({ workspace, waitSeconds, onRecover, onRescue }: UnlockScreenProps) {
  const keychain = useHost('host.unlockWithKeychain');
  const leave = useHost('host.closeWorkspace');
  return (
    <EntryCard
      title={workspace.name}
      text={
        <>
          This workspace is locked. <span className="block break-all text-small">{workspace.place}</span>
        </>
      }
      back={{ label: 'Other workspaces', onClick: () => void leave.run({}) }}
    >
      {workspace.practice && (
        <p className="-mt-3 mb-4">
          <Badge tone="warn">PRACTICE</Badge>
        </p>
      )}
      <UnlockForm workspace={workspace} waitSeconds={waitSeconds} onRescue={onRescue} />
      <div className="mt-5 flex flex-wrap items-center gap-2 border-line border-t pt-4">
        {workspace.keychain === 'on' && (
          <Button icon={Fingerprint} busy={keychain.isPending} onClick={() => void keychain.run({})}>
            Unlock with this computer’s keychain
          </Button>
        )}
        <Button variant="quiet" className="-ms-3" onClick={onRecover}>
          Forgot the passphrase? Use the recovery words
        </Button>
      </div>
      {needsBackup(keychain) ? (
        <Damaged sentence={keychain.sentence} onRescue={onRescue} />
      ) : (
        <RefusalText>{keychain.sentence ?? leave.sentence}</RefusalText>
      )}
    </EntryCard>
  );
}

type Refused = Readonly<{ refusal: Action<never, unknown>['refusal'] }>;
const needsBackup = ({ refusal }: Refused): boolean => refusal !== null && mendedByRestore.has(refusal.code);

function Damaged({ sentence, onRescue }: Readonly<{ sentence: string | null; onRescue: () => void }>) {
  return (
    <div role="alert">
      <Callout tone="bad" title="This workspace does not open">
        <p className="break-words">{sentence}</p>
        <Button className="mt-2" icon={DatabaseBackup} onClick={onRescue}>
          Restore a backup…
        </Button>
      </Callout>
    </div>
  );
}

function UnlockForm({ workspace: { logins }, waitSeconds, onRescue }: Omit<UnlockScreenProps, 'onRecover'>) {
  const [login, setLogin] = useState(logins[0] ?? '');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useHost('host.unlock');
  const wait = useCountdown(Math.max(waitSeconds, waitOf(unlock)));
  const unmet: Reason[] = [];
  if (!login) unmet.push({ text: 'Choose or type your login.' });
  if (!passphrase) unmet.push({ text: 'Type your passphrase.', goTo: () => field.current?.focus() });
  if (wait > 0) unmet.push({ text: `Wait ${waitText(wait)} before the next try.` });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (unmet.length > 0) return;
    const reply = await unlock.run({ login, passphrase });
    if (reply.ok) return;
    setPassphrase('');
    field.current?.focus();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Login" required>
        {logins.length > 0 ? (
          <Select value={login} onChange={setLogin} options={logins.map((value) => ({ value, label: value }))} />
        ) : (
          <TextInput value={login} onChange={({ target }) => setLogin(target.value)} autoComplete="username" />
        )}
      </Field>
      <Field label="Passphrase" required error={needsBackup(unlock) ? null : unlock.sentence}>
        <PasswordInput
          ref={field}
          autoFocus
          autoComplete="current-password"
          value={passphrase}
          onChange={({ target }) => setPassphrase(target.value)}
        />
      </Field>
      {needsBackup(unlock) && <Damaged sentence={unlock.sentence} onRescue={onRescue} />}
      {wait > 0 && (
        <Callout tone="warn" title="Too many wrong passphrases">
          <span role="timer">The next try is possible in {waitText(wait)}.</span> The wait grows with every wrong one, and the attempts are
          on record.
        </Callout>
      )}
      <Button type="submit" variant="primary" icon={LockKeyholeOpen} busy={unlock.isPending} reasons={unmet}>
        Unlock
      </Button>
    </form>
  );
}

/** A refusal that asks to wait says for how long. */
function waitOf({ refusal }: Refused): number {
  const seconds = refusal?.detail.waitSeconds;
  return typeof seconds === 'number' ? seconds : 0;
}

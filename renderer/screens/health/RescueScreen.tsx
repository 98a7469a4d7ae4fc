import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { useCountdown } from '#renderer/app/useCountdown.ts';
import { useForgotten } from '#renderer/app/useForgotten.ts';
import { Button } from '#renderer/components/Button.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { dateLabel } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { PasswordInput } from '#renderer/components/PasswordInput.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Select } from '#renderer/components/Select.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';
import { type BackupRow, sizeText, whyText } from './healthText.ts';

type WorkspaceState = NonNullable<HostQueryOutput<'host.state'>['workspace']>;
type RescueScreenProps = Readonly<{ workspace: WorkspaceState; waitSeconds: number; onBack: () => void; onRescued: () => void }>;

/** A workspace that does not open any more: an owner puts one of its backups in place, from outside. */
export function RescueScreen({ workspace, waitSeconds, onBack, onRescued }: RescueScreenProps) {
  const backups = useHostAsk('host.rescueBackups', {});
  const rows = backups.data?.backups;
  return (
    <EntryCard
      title={`Restore ${workspace.name}`}
      text={
        <>
          An owner puts a backup in place of the workspace that does not open.
          <span className="block break-all text-small">{workspace.place}</span>
        </>
      }
      back={{ label: 'Back to the passphrase', onClick: onBack }}
    >
      <LoadFailed of="the backups" error={backups.error} onRetry={backups.refetch} />
      {rows?.length === 0 && (
        <EmptyState
          title="No backup beside this workspace"
          text="Look on other disks for a copy of its folder “backups”, and put that beside the file keyring.json of this workspace. Then come back here."
          action={<Button onClick={() => void backups.refetch()}>Look again</Button>}
        />
      )}
      {rows && rows.length > 0 && <RescueForm workspace={workspace} waitSeconds={waitSeconds} rows={rows} onRescued={onRescued} />}
    </EntryCard>
  );
}

type RescueFormProps = Omit<RescueScreenProps, 'onBack'> & Readonly<{ rows: readonly BackupRow[] }>;

function RescueForm({ workspace: { logins, place }, waitSeconds, rows, onRescued }: RescueFormProps) {
  const [name, setName] = useState(rows[0]?.name ?? '');
  const [login, setLogin] = useState(logins[0] ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  useForgotten(() => setPassphrase(''));
  const rescue = useHost('host.rescue');
  const wait = useCountdown(waitSeconds);
  const chosen = rows.find((row) => row.name === name);
  const act = async () => {
    const reply = await rescue.run({ name, login, passphrase, reason });
    setAsking(false);
    setPassphrase('');
    if (!reply.ok) return;
    const { keptAs } = reply.value;
    notify({ title: 'Backup restored', text: keptAs ? `The file before it is kept as ${keptAs}.` : 'You are signed in.', tone: 'good' });
    onRescued();
  };
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup label="Backup" value={name} onChange={setName} options={rows.map(optionOf)} />
      <Field label="Login" required hint="Of an owner, as the backup knows owners.">
        {logins.length > 0 ? (
          <Select value={login} onChange={setLogin} options={logins.map((value) => ({ value, label: value }))} />
        ) : (
          <TextInput value={login} onChange={({ target }) => setLogin(target.value)} autoComplete="username" />
        )}
      </Field>
      <Field label="Passphrase" required>
        <PasswordInput autoComplete="current-password" value={passphrase} onChange={({ target }) => setPassphrase(target.value)} />
      </Field>
      <Field label="Reason" required hint="It stays on the record of the workspace.">
        <Textarea rows={2} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      <RefusalText>{rescue.sentence}</RefusalText>
      <Button variant="primary" reasons={unmetIn({ name, login, passphrase, reason, wait })} onClick={() => setAsking(true)}>
        Restore backup…
      </Button>
      {asking && chosen && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title="Restore this backup?"
          thing={`Backup of ${dateLabel(chosen.at)}`}
          extent={extentOf(chosen)}
          consequence={`The file workspace.clearway in ${place} is put aside, in the same folder, under a name that begins with “replaced-”. Steps after the backup are missing afterwards, and the restore is on the record.`}
          confirmLabel="Restore backup"
          typeToConfirm="RESTORE"
          onConfirm={() => void act()}
          busy={rescue.isPending}
        />
      )}
    </div>
  );
}

const extentOf = ({ seq, bytes, why }: BackupRow): string =>
  `${seq > 0 ? `Up to log row ${seq.toLocaleString('en-US')}` : 'Log row unknown'}, ${sizeText(bytes)}, ${whyText(why).toLowerCase()}`;

const optionOf = (row: BackupRow) => ({ value: row.name, label: dateLabel(row.at), hint: extentOf(row) });

type Typed = Readonly<{ name: string; login: string; passphrase: string; reason: string; wait: number }>;

function unmetIn({ name, login, passphrase, reason, wait }: Typed): readonly Reason[] {
  const unmet: Reason[] = [];
  if (!name) unmet.push({ text: 'Choose a backup.' });
  if (!login) unmet.push({ text: 'Say as whom: the login of an owner.' });
  if (!passphrase) unmet.push({ text: 'Type your passphrase.' });
  if (reason.trim() === '') unmet.push({ text: 'Say why the backup is restored.' });
  if (wait > 0) unmet.push({ text: `Wait ${wait} ${wait === 1 ? 'second' : 'seconds'} before the next try.` });
  return unmet;
}

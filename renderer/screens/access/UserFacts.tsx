import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useCommand } from '#renderer/data/command.ts';
import type { UserRecord } from './userRecord.ts';

export function UserFacts({ user }: Readonly<{ user: UserRecord }>) {
  const [editing, setEditing] = useState(false);
  const needs = useNeeds();
  if (editing) return <EditFacts user={user} onDone={() => setEditing(false)} />;
  return (
    <Section
      title="Facts"
      actions={
        <Button size="small" icon={Pencil} reasons={needs('access.manageUsers')} onClick={() => setEditing(true)}>
          Edit
        </Button>
      }
    >
      <KeyValueList
        items={[
          { label: 'Name', value: user.name },
          { label: 'Login', value: <code className="font-mono">{user.login}</code> },
          { label: 'E-mail', value: user.email ?? <span className="text-muted">Not recorded</span> },
          { label: 'Added', value: <DateText date={user.createdAt} /> },
          {
            label: 'Last active',
            value: user.lastActiveAt ? <DateText date={user.lastActiveAt} /> : <span className="text-muted">Never</span>,
          },
        ]}
      />
    </Section>
  );
}

function EditFacts({ user, onDone }: Readonly<{ user: UserRecord; onDone: () => void }>) {
  const [name, setName] = useState(user.name);
  const [login, setLogin] = useState(user.login);
  const [email, setEmail] = useState(user.email ?? '');
  const update = useCommand('access.updateUser');
  const unchanged = name === user.name && login === user.login && email === (user.email ?? '');
  const save = async () => {
    const reply = await update.run({
      userId: user.id,
      expectedVersion: user.version,
      name,
      login,
      email: email.trim() === '' ? null : email.trim(),
    });
    if (reply.ok) onDone();
  };
  return (
    <Section title="Facts">
      <form
        className="flex max-w-110 flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Name" required error={update.fieldErrors.name}>
          <TextInput value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Login" required error={update.fieldErrors.login} hint="What the person types to unlock the workspace.">
          <TextInput value={login} onChange={(event) => setLogin(event.target.value)} />
        </Field>
        <Field label="E-mail" error={update.fieldErrors.email}>
          <TextInput type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        {Object.keys(update.fieldErrors).length === 0 && <RefusalText>{update.sentence}</RefusalText>}
        <div className="flex gap-2">
          <Button variant="primary" type="submit" busy={update.isPending} reasons={unchanged ? [{ text: 'Nothing is changed yet.' }] : []}>
            Save
          </Button>
          <Button onClick={onDone}>Cancel</Button>
        </div>
      </form>
    </Section>
  );
}

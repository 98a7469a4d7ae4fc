import { type ReactNode, useState } from 'react';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { NewPassphrase, newPassphraseReasons, type TypedTwice } from '#renderer/app/NewPassphrase.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useHost } from '#renderer/data/command.ts';
import { useDraft } from '#renderer/data/draft.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { UserId } from '#shared/ids.ts';
import type { Refusal } from '#shared/result.ts';
import { DetailsStep, detailGaps, emptyDetails, type UserDetails } from './DetailsStep.tsx';
import { type GrantDraft, grantGaps, grantOf } from './GrantFields.tsx';
import { NewUserSummary } from './NewUserSummary.tsx';
import { RolesStep } from './RolesStep.tsx';
import { useShortestPassphrase } from './shortestPassphrase.ts';

type NewUser = Readonly<{ details: UserDetails; grants: readonly GrantDraft[] }>;
type Added = Readonly<{ userId: string; name: string; login: string }>;
const empty: NewUser = { details: emptyDetails, grants: [] };

export function AddUserScreen() {
  const goTo = useGoTo();
  const [added, setAdded] = useState<Added | null>(null);
  const [round, setRound] = useState(0);
  const again = () => {
    setAdded(null);
    setRound(round + 1);
  };
  return (
    <Screen title="Add a user" breadcrumbs={[{ label: 'Users', goTo: () => goTo('/users') }, { label: 'Add a user' }]} fill>
      <NeedsPermission permission="access.manageUsers">
        {added ? <AddedNote added={added} onAgain={again} /> : <AddUserWizard key={round} onAdded={setAdded} />}
      </NeedsPermission>
    </Screen>
  );
}

function AddedNote({ added, onAgain }: Readonly<{ added: Added; onAgain: () => void }>) {
  const goTo = useGoTo();
  return (
    <div className="flex max-w-160 flex-col gap-4">
      <Callout tone="good" title={`${added.name} can unlock this workspace now`}>
        They choose the login <code className="font-mono">{added.login}</code> on the unlock screen and type the passphrase they just set.
      </Callout>
      <div className="flex gap-2">
        <Button variant="primary" onClick={() => goTo(`/users?user=${added.userId}`)}>
          Open {added.name}
        </Button>
        <Button onClick={onAgain}>Add another user</Button>
        <Button variant="quiet" onClick={() => goTo('/users')}>
          Back to users
        </Button>
      </div>
    </div>
  );
}

function AddUserWizard({ onAdded }: Readonly<{ onAdded: (added: Added) => void }>) {
  const { today } = useMe();
  const goTo = useGoTo();
  const draft = useDraft('access.addUser', empty);
  const { details, grants } = draft.value;
  const name = details.name.trim() || 'the new user';
  const [step, setStep] = useState('details');
  const [passphrase, setPassphrase] = useState({ passphrase: '', repeated: '' });
  const shortest = useShortestPassphrase();
  const [ids] = useState(() => ({ userId: newId() as UserId, commandId: newId() }));
  const add = useHost('host.addUser');
  const finish = async () => {
    const user = userOf(ids.userId, draft.value);
    const reply = await add.run({ commandId: ids.commandId, user, passphrase: passphrase.passphrase });
    if (!reply.ok) return;
    draft.discard();
    onAdded({ userId: ids.userId, name: user.name, login: user.login });
  };
  const unmet = (texts: readonly string[], id: string) => texts.map((text) => ({ text, goTo: () => setStep(id) }));
  const summary = <NewUserSummary details={details} grants={grants} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title="Add a user"
        current={step}
        onCurrentChange={setStep}
        saved={draft.restored ? 'Restored from your draft' : draft.saved ? 'Draft kept' : 'Keeping the draft…'}
        onLeave={() => goTo('/users')}
        preview={summary}
        steps={[
          {
            id: 'details',
            title: 'Details',
            unmet: unmet(detailGaps(details), 'details'),
            content: (
              <DetailsStep
                details={details}
                errors={add.fieldErrors}
                onChange={(next) => draft.setValue({ ...draft.value, details: next })}
              />
            ),
          },
          {
            id: 'roles',
            title: 'Roles',
            unmet: unmet(grants.flatMap(grantGaps), 'roles'),
            content: (
              <RolesStep
                name={name}
                grants={grants}
                today={today}
                errors={add.fieldErrors}
                onChange={(next) => draft.setValue({ ...draft.value, grants: next })}
              />
            ),
          },
          {
            id: 'passphrase',
            title: 'Passphrase',
            unmet: newPassphraseReasons(passphrase, shortest).map(({ text }) => ({ text, goTo: () => setStep('passphrase') })),
            content: <PassphraseStep name={name} value={passphrase} onChange={setPassphrase} shortest={shortest} />,
          },
        ]}
        lastPage={<LastPage summary={summary} sentence={add.sentence} goTo={goToField(add.refusal, setStep)} />}
        finish={{ label: 'Add user', onFinish: () => void finish(), busy: add.isPending }}
      />
    </div>
  );
}

const userOf = (userId: UserId, { details, grants }: NewUser) => ({
  userId,
  login: details.login,
  name: details.name.trim(),
  email: details.email.trim() === '' ? null : details.email.trim(),
  roles: grants.flatMap((grant) => (grant.role ? [grantOf(grant.role, grant)] : [])),
});

type PassphraseStepProps = Readonly<{ name: string; value: TypedTwice; onChange: (value: TypedTwice) => void; shortest: number }>;

function PassphraseStep({ name, value, onChange, shortest }: PassphraseStepProps) {
  return (
    <div className="flex max-w-110 flex-col gap-4">
      <Callout tone="info">
        Let {name} sit at the keyboard now. The passphrase is theirs alone: it is never stored and nobody can read it later.
      </Callout>
      <NewPassphrase label={`Passphrase of ${name}`} value={value} onChange={onChange} shortest={shortest} />
    </div>
  );
}

type GoTo = Readonly<{ label: string; onClick: () => void }>;

/** The step that holds what the host refused. */
function goToField(refusal: Refusal | null, setStep: (id: string) => void): GoTo | undefined {
  if (refusal?.code === 'loginTaken') return { label: 'Change the login', onClick: () => setStep('details') };
  if (refusal?.code === 'passphraseTooShort') return { label: 'Change the passphrase', onClick: () => setStep('passphrase') };
  const path = refusal?.code === 'invalidInput' ? String((refusal.detail.issues as readonly { path: string }[])[0]?.path) : '';
  if (path.startsWith('user.roles')) return { label: 'Correct the roles', onClick: () => setStep('roles') };
  return path.startsWith('user.') ? { label: 'Correct the details', onClick: () => setStep('details') } : undefined;
}

type LastPageProps = Readonly<{ summary: ReactNode; sentence: string | null; goTo: GoTo | undefined }>;

function LastPage({ summary, sentence, goTo }: LastPageProps) {
  return (
    <div className="flex max-w-140 flex-col gap-4">
      {summary}
      <p className="text-muted text-ui">
        A key is wrapped with the new passphrase first; then the person and their roles enter the log in one step.
      </p>
      <RefusalText {...(goTo ? { goTo } : {})}>{sentence}</RefusalText>
    </div>
  );
}

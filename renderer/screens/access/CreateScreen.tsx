import { useState } from 'react';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { showFarewell } from '#renderer/app/farewell.ts';
import { newPassphraseReasons } from '#renderer/app/NewPassphrase.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { Login } from '#shared/contract/access.ts';
import { rules } from '#shared/model/settings.ts';
import { HouseStep, OwnerStep, PassphraseStep, profileTitles } from './CreateSteps.tsx';
import { type NewHouse, startingHouse } from './newHouse.ts';

type CreateScreenProps = Readonly<{ hasDialogs: boolean; onBack: () => void }>;

export const shortestFor = ({ profile }: NewHouse): number => Number(rules['access.passphraseLength'].defaults[profile]);

const missing = (value: string, text: string): readonly Reason[] => (value.trim() ? [] : [{ text }]);

function loginReasons(login: string): readonly Reason[] {
  if (!login) return [{ text: 'Choose a login.' }];
  const parsed = Login.safeParse(login);
  return parsed.success ? [] : [{ text: `The login ${parsed.error.issues[0]?.message ?? 'cannot be used'}.` }];
}

/** Makes a workspace: the house, its first owner, a passphrase. Nothing exists until the last press. */
export function CreateScreen({ hasDialogs, onBack }: CreateScreenProps) {
  const [house, setHouse] = useState<NewHouse>(startingHouse);
  const [step, setStep] = useState('house');
  const create = useHost('host.createWorkspace');
  const put = (change: Partial<NewHouse>) => {
    create.reset();
    setHouse((before) => ({ ...before, ...change }));
  };
  const finish = async () => {
    const { folder, secret, name, ownerName, login, ...rest } = house;
    const input = {
      ...rest,
      folder: folder?.token ?? null,
      house: name.trim(),
      name: ownerName.trim(),
      login,
      passphrase: secret.passphrase,
    };
    const reply = await create.run(input);
    if (reply.ok) showFarewell({ kind: 'words', house: input.house, words: reply.value.recoveryWords });
  };
  const shortest = shortestFor(house);
  const steps = [
    {
      id: 'house',
      title: 'The house',
      content: <HouseStep house={house} onChange={put} hasDialogs={hasDialogs} />,
      unmet: missing(house.name, 'Give the house a name.'),
    },
    {
      id: 'owner',
      title: 'You, its first owner',
      content: <OwnerStep house={house} onChange={put} />,
      unmet: [...missing(house.ownerName, 'Enter your name.'), ...loginReasons(house.login)],
    },
    {
      id: 'passphrase',
      title: 'Your passphrase',
      content: <PassphraseStep house={house} onChange={put} shortest={shortest} />,
      unmet: newPassphraseReasons(house.secret, shortest),
    },
  ];
  return (
    <EntryCard wide title="Create a workspace" back={{ label: 'Back', onClick: onBack }}>
      <div className="h-130 max-h-[64vh] overflow-hidden rounded-card border border-line bg-surface">
        <Wizard
          title="Create a workspace"
          steps={steps}
          current={step}
          onCurrentChange={setStep}
          lastPage={<LastPage house={house} sentence={create.sentence} />}
          finish={{ label: 'Create the workspace', onFinish: () => void finish(), busy: create.isPending }}
        />
      </div>
    </EntryCard>
  );
}

function LastPage({ house, sentence }: Readonly<{ house: NewHouse; sentence: string | null }>) {
  const list = useHostAsk('host.workspaces', {});
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-ui">This is what will be made. The 24 recovery words are shown next, once.</p>
      <KeyValueList
        items={[
          { label: 'House', value: house.name },
          { label: 'Kind', value: profileTitles[house.profile] },
          { label: 'Time zone', value: house.timeZone },
          { label: 'Currency', value: house.currency },
          { label: 'Owner', value: `${house.ownerName} (${house.login})` },
          { label: 'Where', value: house.folder?.place ?? list.data?.defaultPlace ?? '' },
        ]}
      />
      <RefusalText>{sentence}</RefusalText>
    </div>
  );
}

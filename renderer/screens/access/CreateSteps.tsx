import { FolderOpen } from 'lucide-react';
import { NewPassphrase } from '#renderer/app/NewPassphrase.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import { currencyCodes } from '#shared/currencies.ts';
import { type Profile, profiles } from '#shared/model/settings.ts';
import { timeZones } from '#shared/model/timeZones.ts';
import { loginFrom, type NewHouse } from './newHouse.ts';

type StepProps = Readonly<{ house: NewHouse; onChange: (change: Partial<NewHouse>) => void }>;

export const profileTitles: Readonly<Record<Profile, string>> = { live: 'Live', staging: 'Staging', practice: 'Practice' };
const profileHints: Readonly<Record<Profile, string>> = {
  live: 'Real money and real people. Every control starts at its strictest.',
  staging: 'A rehearsal with real-looking data before going live. Controls are nearly as strict.',
  practice: 'For trying things out. Every page says PRACTICE, and controls are relaxed.',
};
const zoneOptions = timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
const currencyOptions = currencyCodes.map((code) => ({ value: code, label: code }));

export function HouseStep({ house, onChange, hasDialogs }: StepProps & Readonly<{ hasDialogs: boolean }>) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Name of the house" required hint="As your investors know it. It can be corrected later.">
        <TextInput autoFocus value={house.name} onChange={({ target }) => onChange({ name: target.value })} autoComplete="organization" />
      </Field>
      <RadioGroup
        label="What it is for"
        value={house.profile}
        onChange={(profile) => onChange({ profile: profile as Profile })}
        options={[...profiles].reverse().map((value) => ({ value, label: profileTitles[value], hint: profileHints[value] }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Time zone" required hint="Decides which day “today” is.">
          <Combobox value={house.timeZone} onChange={(zone) => zone && onChange({ timeZone: zone })} options={zoneOptions} />
        </Field>
        <Field label="Currency" required hint="Used where nothing else is said.">
          <Combobox value={house.currency} onChange={(code) => code && onChange({ currency: code })} options={currencyOptions} />
        </Field>
      </div>
      <PlaceField house={house} onChange={onChange} hasDialogs={hasDialogs} />
    </div>
  );
}

function PlaceField({ house, onChange, hasDialogs }: StepProps & Readonly<{ hasDialogs: boolean }>) {
  const list = useHostAsk('host.workspaces', {});
  const choose = useHost('host.chooseFolder');
  const browse = async () => {
    const reply = await choose.run({});
    if (reply.ok && reply.value) onChange({ folder: reply.value });
  };
  return (
    <div className="text-ui">
      <span className="block font-medium text-small">Where it is kept</span>
      <span className="mt-1 flex flex-wrap items-center gap-3">
        <span className="min-w-0 break-all text-muted">{house.folder?.place ?? list.data?.defaultPlace}</span>
        {hasDialogs && (
          <Button size="small" icon={FolderOpen} busy={choose.isPending} onClick={() => void browse()}>
            Another folder…
          </Button>
        )}
      </span>
      <RefusalText>{choose.sentence}</RefusalText>
    </div>
  );
}

export function OwnerStep({ house, onChange }: StepProps) {
  const rename = (ownerName: string) => {
    const untouched = house.login === loginFrom(house.ownerName);
    onChange({ ownerName, ...(untouched ? { login: loginFrom(ownerName) } : {}) });
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label="Your name" required hint="Stands beside everything you do.">
        <TextInput value={house.ownerName} onChange={({ target }) => rename(target.value)} autoComplete="name" />
      </Field>
      <Field label="Login" required hint="Short, in small letters, such as olivia. You choose it when unlocking.">
        <TextInput
          value={house.login}
          onChange={({ target }) => onChange({ login: target.value.trim().toLowerCase() })}
          autoComplete="username"
          autoCapitalize="none"
        />
      </Field>
    </div>
  );
}

export function PassphraseStep({ house, onChange, shortest }: StepProps & Readonly<{ shortest: number }>) {
  return (
    <div className="flex max-w-96 flex-col gap-4">
      <p className="text-muted text-ui">
        It unlocks the key of the workspace for you. It is kept nowhere, so nobody can look it up; the recovery words, shown afterwards, are
        for the day it is forgotten. At least {shortest} characters.
      </p>
      <NewPassphrase label="Passphrase" value={house.secret} onChange={(secret) => onChange({ secret })} shortest={shortest} />
    </div>
  );
}

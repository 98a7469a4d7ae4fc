import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RadioGroup } from '#renderer/components/RadioGroup.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { useHostState } from '#renderer/data/ask.ts';
import { useCommand, useHost } from '#renderer/data/command.ts';
import { type Me, useMe, useNegatives } from '#renderer/data/session.ts';
import { currency } from '#shared/currencies.ts';

const themes = [
  { value: 'system', label: 'As the system says', hint: 'Light or dark, with the time of day if the system does so.' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'High contrast' },
];
const densities = [
  { value: 'dense', label: 'Dense', hint: 'More rows on the screen.' },
  { value: 'comfortable', label: 'Comfortable', hint: 'Larger text and more air.' },
];
const negatives = [
  { value: 'minus', label: 'With a minus sign' },
  { value: 'parentheses', label: 'In parentheses' },
];
const example = { minor: -123_450n, currency: currency('USD') };

function KeychainSection() {
  const keychain = useHostState().data?.workspace?.keychain ?? 'none';
  const set = useHost('host.keychain');
  if (keychain === 'none') return null;
  const reasons =
    keychain === 'basic'
      ? [{ text: 'The keychain of this computer keeps secrets in plain text, so Clearway does not trust it with a key.' }]
      : [];
  return (
    <Section title="This computer">
      <Switch
        label="Unlock with this computer’s keychain"
        hint="Whoever is signed in to this computer as you can then open the workspace without the passphrase."
        checked={keychain === 'on'}
        onChange={(on) => void set.run({ on })}
        reasons={reasons}
      />
      <RefusalText>{set.sentence}</RefusalText>
    </Section>
  );
}

/** How the window looks for one person; kept with their user, so it follows them. */
export function PreferencesScreen() {
  const { preferences } = useMe();
  const save = useCommand('access.setPreferences');
  const put = (change: Me['preferences']) => void save.run({ preferences: { ...preferences, ...change } });
  return (
    <Screen title="Preferences" description="They belong to you and follow you to any window of this workspace.">
      <RefusalText>{save.sentence}</RefusalText>
      <Section title="Theme">
        <RadioGroup
          label="Theme"
          hideLabel
          value={preferences.theme ?? 'system'}
          onChange={(theme) => put({ theme: theme as NonNullable<Me['preferences']['theme']> })}
          options={themes}
        />
      </Section>
      <Section title="Density">
        <RadioGroup
          label="Density"
          hideLabel
          value={preferences.density ?? 'dense'}
          onChange={(density) => put({ density: density as NonNullable<Me['preferences']['density']> })}
          options={densities}
        />
      </Section>
      <Section title="Negative amounts">
        <RadioGroup
          label="Negative amounts"
          hideLabel
          value={preferences.negatives ?? 'minus'}
          onChange={(style) => put({ negatives: style as NonNullable<Me['preferences']['negatives']> })}
          options={negatives}
        />
        <p className="mt-2 text-muted text-ui">
          Example: <MoneyText amount={example} negative={useNegatives()} />
        </p>
      </Section>
      <KeychainSection />
    </Screen>
  );
}

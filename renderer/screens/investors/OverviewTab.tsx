import { Pencil, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useCommand } from '#renderer/data/command.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { investorKindTitles } from '#shared/model/investors.ts';
import { FormDialog } from './FormDialog.tsx';
import { type InvestorHome, optionsOf, orNull } from './investorText.ts';

const channelText = { email: 'E-mail', post: 'Post', portal: 'Investor login' } as const;
const statementText = { monthly: 'Monthly', quarterly: 'Quarterly', annually: 'Annually', never: 'Never' } as const;

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
/** `de-CH` as a person says it; what is no language tag stays as it was typed. */
function languageText(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function OverviewTab({ home }: Readonly<{ home: InvestorHome }>) {
  const { investor, aliases } = home;
  const needs = useNeeds();
  const [editing, setEditing] = useState(false);
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <Section title="Facts">
        <KeyValueList
          items={[
            { label: 'Kind', value: investorKindTitles[investor.kind] },
            { label: 'Country', value: investor.country },
            { label: 'Currency', value: investor.currency ?? <span className="text-muted">Not recorded</span> },
            {
              label: 'References',
              value: investor.references.map(({ system, value }) => `${system}: ${value}`).join(', ') || (
                <span className="text-muted">None</span>
              ),
            },
            { label: 'Added', value: <DateText date={investor.addedOn} /> },
            ...(investor.statusReason ? [{ label: 'Reason of status', value: investor.statusReason }] : []),
          ]}
        />
      </Section>
      <Section
        title="How it wants to hear"
        actions={
          <Button size="small" icon={Pencil} reasons={needs('investors.preferences')} onClick={() => setEditing(true)}>
            Change…
          </Button>
        }
      >
        <KeyValueList
          items={[
            { label: 'Channel', value: channelText[investor.channel] },
            { label: 'Language', value: languageText(investor.language) },
            { label: 'Statements', value: statementText[investor.statements] },
            {
              label: 'E-delivery consent',
              value: investor.eDeliveryConsentOn ? (
                <DateText date={investor.eDeliveryConsentOn} />
              ) : (
                <span className="text-muted">None: sent by post</span>
              ),
            },
          ]}
        />
      </Section>
      {aliases.length > 0 && <Aliases aliases={aliases} name={investor.name} />}
      {editing && <PreferencesDialog investor={investor} onClose={() => setEditing(false)} />}
    </div>
  );
}

function PreferencesDialog({ investor, onClose }: Readonly<{ investor: InvestorHome['investor']; onClose: () => void }>) {
  const set = useCommand('investors.setPreferences');
  return (
    <FormDialog
      title={`How ${investor.name} wants to hear`}
      fields={[
        { id: 'channel', label: 'Channel', kind: 'choice', options: optionsOf(channelText), required: true },
        { id: 'language', label: 'Language', required: true },
        { id: 'statements', label: 'Statements', kind: 'choice', options: optionsOf(statementText), required: true },
        { id: 'consent', label: 'E-delivery consent of', kind: 'date', path: 'eDeliveryConsentOn', hint: 'The day it was given.' },
      ]}
      initial={{
        channel: investor.channel,
        language: investor.language,
        statements: investor.statements,
        consent: investor.eDeliveryConsentOn ?? '',
      }}
      saveLabel="Save"
      action={set}
      onClose={onClose}
      onSave={async (values) =>
        (
          await set.run({
            investorId: investor.id,
            expectedVersion: investor.version,
            channel: values.channel as typeof investor.channel,
            language: values.language ?? '',
            statements: values.statements as typeof investor.statements,
            eDeliveryConsentOn: orNull(values.consent ?? '') as BusinessDate | null,
          })
        ).ok
      }
    />
  );
}

function Aliases({ aliases, name }: Readonly<{ aliases: InvestorHome['aliases']; name: string }>) {
  const needs = useNeeds();
  const [undoing, setUndoing] = useState<InvestorHome['aliases'][number] | null>(null);
  return (
    <Section title="Merged into this investor" description="Their contacts, forms, accounts and documents are shown here together.">
      <ul className="flex flex-col divide-y divide-line/60">
        {aliases.map((alias) => (
          <li key={alias.id} className="flex flex-wrap items-center gap-3 py-1.5 text-ui">
            <span className="font-medium">{alias.name}</span>
            <span className="text-muted">
              <DateText date={alias.mergedOn} />: {alias.reason}
            </span>
            <span className="ms-auto">
              <Button size="small" icon={Undo2} reasons={needs('investors.edit')} onClick={() => setUndoing(alias)}>
                Undo merge of {alias.name}…
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {undoing && <UnmergeDialog alias={undoing} name={name} onClose={() => setUndoing(null)} />}
    </Section>
  );
}

type UnmergeDialogProps = Readonly<{ alias: InvestorHome['aliases'][number]; name: string; onClose: () => void }>;

function UnmergeDialog({ alias, name, onClose }: UnmergeDialogProps) {
  const unmerge = useCommand('investors.unmerge');
  return (
    <FormDialog
      title={`Take ${alias.name} out of ${name} again?`}
      description={`${alias.name} is an investor of its own again, with everything that was recorded for it.`}
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Undo merge"
      action={unmerge}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const reply = await unmerge.run({ investorId: alias.id, expectedVersion: alias.version, reason });
        if (reply.ok) notify({ title: `${alias.name} stands for itself again`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}

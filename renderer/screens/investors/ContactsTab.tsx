import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import type { TableColumn } from '#renderer/components/table/tableTypes.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type ContactRole, contactRoleTitles, type InvestorKind, investorKindTitles } from '#shared/model/investors.ts';
import { EndDialog } from './EndDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { type InvestorHome, optionsOf, orNull } from './investorText.ts';

type Contact = InvestorHome['contacts'][number];
type Entity = InvestorHome['entities'][number];
type Acting =
  | Readonly<{ add: 'contact' | 'entity'; replaces?: Contact }>
  | Readonly<{ endContact: Contact }>
  | Readonly<{ endEntity: Entity }>;

export function ContactsTab({ home }: Readonly<{ home: InvestorHome }>) {
  const needs = useNeeds();
  const [acting, setActing] = useState<Acting | null>(null);
  const edit = needs('investors.edit');
  return (
    <>
      <Section
        title="Contacts"
        description="A contact is replaced from a day on, never edited: a callback goes to a number that was on file before."
        actions={
          <Button size="small" icon={Plus} reasons={edit} onClick={() => setActing({ add: 'contact' })}>
            Add contact…
          </Button>
        }
      >
        <ContactList home={home} edit={edit} onAct={setActing} />
      </Section>
      <Section
        title="Legal entities"
        actions={
          <Button size="small" icon={Plus} reasons={edit} onClick={() => setActing({ add: 'entity' })}>
            Add legal entity…
          </Button>
        }
      >
        <EntityTable entities={home.entities} ownId={home.investor.id} edit={edit} onEnd={(endEntity) => setActing({ endEntity })} />
      </Section>
      {acting && 'add' in acting && acting.add === 'contact' && (
        <ContactDialog home={home} {...(acting.replaces ? { replaces: acting.replaces } : {})} onClose={() => setActing(null)} />
      )}
      {acting && 'add' in acting && acting.add === 'entity' && <EntityDialog home={home} onClose={() => setActing(null)} />}
      {acting && 'endContact' in acting && <EndContactDialog contact={acting.endContact} onClose={() => setActing(null)} />}
      {acting && 'endEntity' in acting && <EndEntityDialog entity={acting.endEntity} onClose={() => setActing(null)} />}
    </>
  );
}

type ContactListProps = Readonly<{ home: InvestorHome; edit: readonly Reason[]; onAct: (acting: Acting) => void }>;

function ContactList({ home, edit, onAct }: ContactListProps) {
  if (home.contacts.length === 0)
    return <EmptyState title="No contacts yet" text="Add whom notices, tax papers and questions about wires go to." />;
  return (
    <ul className="overflow-hidden rounded-card border border-line bg-surface">
      {home.contacts.map((contact) => {
        const foreign: readonly Reason[] =
          contact.ofId === home.investor.id ? [] : [{ text: 'This contact belongs to a merged record. Undo the merge to change it.' }];
        return (
          <li
            key={contact.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line/60 border-b px-3 py-2 text-ui last:border-b-0"
          >
            <span className={contact.inForce ? 'min-w-48' : 'min-w-48 text-muted'}>
              <span className="block font-medium">{contact.name}</span>
              <span className="text-muted text-small">{contactRoleTitles[contact.role]}</span>
            </span>
            <span className="min-w-64 flex-1 break-words">{[contact.email, contact.phone].filter(Boolean).join(' · ')}</span>
            <span className="text-muted text-small">
              from <DateText date={contact.fromOn} />
              {contact.untilOn && (
                <>
                  {' '}
                  until <DateText date={contact.untilOn} />
                </>
              )}
            </span>
            {contact.untilOn === null && (
              <span className="flex gap-2">
                <Button size="small" reasons={[...edit, ...foreign]} onClick={() => onAct({ add: 'contact', replaces: contact })}>
                  Replace {contact.name}…
                </Button>
                <Button size="small" variant="quiet" reasons={[...edit, ...foreign]} onClick={() => onAct({ endContact: contact })}>
                  End {contact.name}…
                </Button>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const entityColumns: readonly TableColumn<Entity>[] = [
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 240, grow: 2 },
  { id: 'kind', header: 'Kind', type: 'text', value: ({ kind }) => investorKindTitles[kind], width: 180 },
  { id: 'country', header: 'Country', type: 'text', value: ({ country }) => country, width: 90 },
  { id: 'registration', header: 'Registration', type: 'text', value: ({ registration }) => registration, width: 140 },
  { id: 'fromOn', header: 'From', type: 'date', value: ({ fromOn }) => fromOn, width: 110 },
  { id: 'untilOn', header: 'Until', type: 'date', value: ({ untilOn }) => untilOn, width: 110 },
];

type EntityTableProps = Readonly<{ entities: readonly Entity[]; ownId: string; edit: readonly Reason[]; onEnd: (entity: Entity) => void }>;

function EntityTable({ entities, ownId, edit, onEnd }: EntityTableProps) {
  if (entities.length === 0) return <EmptyState title="No legal entities" text="Add the entities through which this investor holds." />;
  const running = entities.filter(({ untilOn, ofId }) => untilOn === null && ofId === ownId);
  return (
    <>
      <DataTable
        label="Legal entities"
        columns={entityColumns}
        rows={entities}
        rowId={({ id }) => id}
        height={Math.min(320, 120 + entities.length * 34)}
        searchable={false}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        {running.map((entity) => (
          <Button key={entity.id} size="small" variant="quiet" reasons={edit} onClick={() => onEnd(entity)}>
            End {entity.name}…
          </Button>
        ))}
      </div>
    </>
  );
}

function ContactDialog({ home, replaces, onClose }: Readonly<{ home: InvestorHome; replaces?: Contact; onClose: () => void }>) {
  const { today } = useMe();
  const [contactId] = useState(newId);
  const add = useCommand('investors.addContact');
  return (
    <FormDialog
      title={replaces ? `Replace ${replaces.name}` : 'Add a contact'}
      {...(replaces ? { description: `${replaces.name} ends the day before the new contact begins, and stays on file.` } : {})}
      fields={[
        { id: 'name', label: 'Name', required: true },
        { id: 'role', label: 'For', kind: 'choice', options: optionsOf(contactRoleTitles), required: true },
        { id: 'email', label: 'E-mail' },
        { id: 'phone', label: 'Phone', hint: 'With country code, such as +1 617 555 0100.' },
        { id: 'fromOn', label: 'From', kind: 'date', required: true },
      ]}
      initial={{
        name: replaces?.name ?? '',
        role: replaces?.role ?? 'notice',
        email: replaces?.email ?? '',
        phone: replaces?.phone ?? '',
        fromOn: today,
      }}
      saveLabel={replaces ? 'Replace' : 'Add contact'}
      action={add}
      onClose={onClose}
      onSave={async (values) =>
        (
          await add.run({
            investorId: home.investor.id,
            contactId,
            role: values.role as ContactRole,
            name: values.name ?? '',
            email: orNull(values.email ?? ''),
            phone: orNull(values.phone ?? ''),
            fromOn: values.fromOn as BusinessDate,
            replaces: replaces?.id ?? null,
          })
        ).ok
      }
    />
  );
}

function EntityDialog({ home, onClose }: Readonly<{ home: InvestorHome; onClose: () => void }>) {
  const { today } = useMe();
  const [entityId] = useState(newId);
  const add = useCommand('investors.addEntity');
  return (
    <FormDialog
      title="Add a legal entity"
      fields={[
        { id: 'name', label: 'Name', required: true, wide: true },
        { id: 'kind', label: 'Kind', kind: 'choice', options: optionsOf(investorKindTitles), required: true },
        { id: 'country', label: 'Country', required: true, hint: 'Two letters, such as US.' },
        { id: 'registration', label: 'Registration number' },
        { id: 'fromOn', label: 'From', kind: 'date', required: true },
      ]}
      initial={{ fromOn: today }}
      saveLabel="Add legal entity"
      action={add}
      onClose={onClose}
      onSave={async (values) =>
        (
          await add.run({
            investorId: home.investor.id,
            entityId,
            name: values.name ?? '',
            kind: values.kind as InvestorKind,
            country: (values.country ?? '').toUpperCase(),
            registration: (values.registration ?? '').trim(),
            fromOn: values.fromOn as BusinessDate,
          })
        ).ok
      }
    />
  );
}

function EndContactDialog({ contact, onClose }: Readonly<{ contact: Contact; onClose: () => void }>) {
  const end = useCommand('investors.endContact');
  const run = async (untilOn: BusinessDate) => (await end.run({ investorId: contact.ofId, contactId: contact.id, untilOn })).ok;
  return <EndDialog name={contact.name} action={end} onEnd={run} onClose={onClose} />;
}

function EndEntityDialog({ entity, onClose }: Readonly<{ entity: Entity; onClose: () => void }>) {
  const end = useCommand('investors.endEntity');
  const run = async (untilOn: BusinessDate) => (await end.run({ investorId: entity.ofId, entityId: entity.id, untilOn })).ok;
  return <EndDialog name={entity.name} action={end} onEnd={run} onClose={onClose} />;
}

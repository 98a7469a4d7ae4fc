import { Merge } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Card } from '#renderer/components/Card.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { investorKindTitles } from '#shared/model/investors.ts';
import { FormDialog } from './FormDialog.tsx';
import { reasonText, statusBadge } from './investorText.ts';

type Group = QueryOutput<'investors.duplicates'>['groups'][number];
type Member = Group['investors'][number];
type Pair = Readonly<{ duplicate: Member; into: Member }>;

/** Groups that may be one investor; the first of each is offered as the one that stays. */
export function DuplicatesTab() {
  const duplicates = useAsk('investors.duplicates', {});
  const [merging, setMerging] = useState<Pair | null>(null);
  return (
    <Asked of="the duplicates" query={duplicates}>
      {({ groups }) =>
        groups.length === 0 ? (
          <EmptyState
            title="No duplicates"
            text="Investors with the same name, e-mail address or taxpayer id would be listed here together."
          />
        ) : (
          <ul className="flex flex-col gap-3">
            {groups.map((group) => (
              <li key={group.investors[0]?.id}>
                <GroupCard group={group} onMerge={setMerging} />
              </li>
            ))}
            {merging && <MergeDialog {...merging} onClose={() => setMerging(null)} />}
          </ul>
        )
      }
    </Asked>
  );
}

function GroupCard({ group, onMerge }: Readonly<{ group: Group; onMerge: (pair: Pair) => void }>) {
  const goTo = useGoTo();
  const [stays, setStays] = useState(group.investors[0]?.id);
  const into = group.investors.find(({ id }) => id === stays) ?? group.investors[0];
  return (
    <Card className="px-4 py-3">
      <p className="mb-2 text-muted text-small">They share {group.reasons.map((reason) => reasonText[reason]).join(' and ')}.</p>
      <ul className="flex flex-col divide-y divide-line/60">
        {group.investors.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-ui">
            <button type="button" className="min-w-0 font-medium text-accent hover:underline" onClick={() => goTo(`/investors/${one.id}`)}>
              {one.name}
            </button>
            <span className="text-muted">
              {investorKindTitles[one.kind]}, {one.country}, added <DateText date={one.addedOn} />
            </span>
            <Badge tone={statusBadge[one.status].tone}>{statusBadge[one.status].text}</Badge>
            <span className="ms-auto flex gap-2">
              {one.id === into?.id ? (
                <Badge tone="accent">Stays</Badge>
              ) : (
                <>
                  <Button size="small" variant="quiet" onClick={() => setStays(one.id)}>
                    Keep {one.name} instead
                  </Button>
                  <Button size="small" icon={Merge} onClick={() => into && onMerge({ duplicate: one, into })}>
                    Merge {one.name}…
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MergeDialog({ duplicate, into, onClose }: Pair & Readonly<{ onClose: () => void }>) {
  const merge = useCommand('investors.merge');
  return (
    <FormDialog
      title={`Merge ${duplicate.name} into ${into.name}?`}
      description={`${duplicate.name} becomes an alias: everything it has is shown with ${into.name}. Nothing is deleted, and the merge can be undone.`}
      fields={[{ id: 'reason', label: 'Reason', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Merge"
      action={merge}
      onClose={onClose}
      onSave={async ({ reason = '' }) => {
        const reply = await merge.run({ investorId: duplicate.id, expectedVersion: duplicate.version, intoId: into.id, reason });
        if (reply.ok) notify({ title: `${duplicate.name} is now an alias of ${into.name}`, tone: 'good' });
        return reply.ok;
      }}
    />
  );
}

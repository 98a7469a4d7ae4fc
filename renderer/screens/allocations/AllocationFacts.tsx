import { useGoTo } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { allocationMetrics, allocationStatusTitles } from '#shared/model/allocations.ts';
import { priorityTitles } from '#shared/model/tiers.ts';
import { type AllocationHome, daysText, nameOf, people, priorityTones, statusTones } from './allocationText.ts';

export function AllocationFacts({ home }: Readonly<{ home: AllocationHome }>) {
  const failed = home.standing.checks.filter(({ problem }) => problem !== null);
  const isOpen = home.status === 'proposed';
  return (
    <>
      {home.ended && (
        <div className="mb-4">
          <Callout tone="info" title={`Cancelled by ${home.ended.by}`}>
            <DateText date={home.ended.at} withTime />: {home.ended.reason}
          </Callout>
        </div>
      )}
      {isOpen && failed.length > 0 && (
        <div className="mb-4">
          <Callout tone="warn" title="It no longer passes every rule, so it cannot be approved">
            {failed.map(({ problem }) => problem).join(' ')}
          </Callout>
        </div>
      )}
      <div className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatTile label="Amount" value={<MoneyText amount={home.amount} />} detail={`From ${home.fund}.`} />
        <StatTile label="Called" value={<MoneyText amount={home.called} />} detail="By issued calls that name it." />
        <StatTile label="Received" value={<MoneyText amount={home.funded} />} detail="Its share of what came in on those calls." />
        <StatTile
          label={allocationMetrics.daysToDeployment.title}
          value={home.daysToDeployment === null ? '–' : daysText(home.daysToDeployment)}
          detail={home.deployedOn === null ? 'Not funded in full yet.' : <DateText date={home.deployedOn} />}
        />
      </div>
      <div className="grid items-start gap-x-10 gap-y-2 lg:grid-cols-2">
        <DealFacts home={home} />
        <Approvals home={home} />
      </div>
    </>
  );
}

function DealFacts({ home }: Readonly<{ home: AllocationHome }>) {
  return (
    <Section title="Deal">
      <KeyValueList
        items={[
          { label: 'Counterparty', value: home.counterparty || '–' },
          { label: 'Reference', value: home.reference || '–' },
          { label: 'Project', value: home.project ?? '–' },
          { label: 'Priority', value: <Badge tone={priorityTones[home.priority]}>{priorityTitles[home.priority]}</Badge> },
          { label: 'Allocated on', value: <DateText date={home.allocatedOn} /> },
          { label: 'Note', value: home.note || '–' },
          { label: 'Proposed', value: <DateText date={home.proposedAt} withTime />, help: home.proposedBy },
          {
            label: 'Content',
            value: <HashBadge hash={home.contentHash} label="hash of the content" />,
            help: 'Every approval holds for exactly this content.',
          },
        ]}
      />
    </Section>
  );
}

function Approvals({ home }: Readonly<{ home: AllocationHome }>) {
  const goTo = useGoTo();
  const left = home.approversNeeded - home.approvalsGiven;
  return (
    <div className="flex flex-col gap-2">
      <Section
        title="Approvals"
        description={`Its amount and priority need the approval of ${people(home.approversNeeded)}, none of them ${home.proposedBy}.`}
      >
        <ul className="divide-y divide-line/60 rounded-card border border-line bg-surface">
          {home.approvals.map(({ by, byId, at }) => (
            <li key={byId} className="flex items-center justify-between gap-3 px-3 py-2 text-ui">
              <span>{by}</span>
              <DateText date={at} withTime />
            </li>
          ))}
          {home.status === 'proposed' && <li className="px-3 py-2 text-muted text-ui">Waits for {people(left)} more.</li>}
          {home.status === 'cancelled' && home.approvals.length === 0 && (
            <li className="px-3 py-2 text-muted text-ui">Nobody had approved it.</li>
          )}
        </ul>
      </Section>
      {home.siblings.length > 0 && (
        <Section title="Other funds of this proposal">
          <ul className="divide-y divide-line/60 rounded-card border border-line bg-surface">
            {home.siblings.map((sibling) => (
              <li key={sibling.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-ui">
                <Button size="small" variant="quiet" onClick={() => goTo(`/allocations/${sibling.id}`)}>
                  {nameOf(sibling)}
                </Button>
                <Badge tone={statusTones[sibling.status]}>{allocationStatusTitles[sibling.status]}</Badge>
                <span className="ms-auto">
                  <MoneyText amount={sibling.amount} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

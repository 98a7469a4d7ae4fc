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
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { calendarTitles } from '#shared/model/calendars.ts';
import { callKindTitles, callMethodTitles, purposeTitles, statusTitles } from '#shared/model/calls.ts';
import { priorityTitles } from '#shared/model/tiers.ts';
import { type CallHome, shareText } from './callText.ts';

export function CallFacts({ home }: Readonly<{ home: CallHome }>) {
  const { call } = home;
  return (
    <>
      <Ended home={home} />
      <div className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatTile label="Called" value={<MoneyText amount={call.total} />} detail={`Over ${call.lines} holdings.`} />
        <StatTile
          label="Received"
          value={<MoneyText amount={call.received} />}
          detail={`${shareText(call.received.minor, call.total.minor)} of the call.`}
        />
        <StatTile
          label="Open"
          value={<MoneyText amount={call.open} />}
          tone={call.status === 'overdue' ? 'bad' : 'neutral'}
          detail={call.issuedOn === null ? 'Nothing is owed before it is issued.' : 'Called less received.'}
        />
        <StatTile
          label="Due"
          value={<DateText date={call.dueOn} />}
          detail={`${home.notice.given} ${home.notice.businessDays ? 'business ' : ''}days after its notice.`}
        />
      </div>
      <div className="grid items-start gap-x-10 gap-y-2 lg:grid-cols-2">
        <Terms home={home} />
        <Approvals home={home} />
      </div>
      <Uses home={home} />
    </>
  );
}

function Ended({ home }: Readonly<{ home: CallHome }>) {
  const goTo = useGoTo();
  const { call } = home;
  const next = home.replacedBy.find(({ state }) => state !== 'rescinded');
  return (
    <>
      {call.rescindedAt !== null && (
        <div className="mb-4">
          <Callout
            tone="info"
            title={`${call.issuedOn === null ? 'Given up' : 'Rescinded'} by ${call.rescindedBy?.name ?? ''}`}
            action={next ? <Button onClick={() => goTo(`/calls/${next.id}`)}>Open call {next.number}</Button> : undefined}
          >
            <DateText date={call.rescindedAt} withTime />: {call.rescindReason}
          </Callout>
        </div>
      )}
      {call.rescindedAt === null && next && (
        <div className="mb-4">
          <Callout
            tone="warn"
            title={`Call ${next.number} is to take its place`}
            action={<Button onClick={() => goTo(`/calls/${next.id}`)}>Open call {next.number}</Button>}
          >
            Once that amendment is issued, this call is reversed and what was paid on it is held in advance.
          </Callout>
        </div>
      )}
      {home.replaces && (
        <div className="mb-4">
          <Callout
            tone="info"
            title={`Amends call ${home.replaces.number}, “${home.replaces.title}”`}
            action={<Button onClick={() => goTo(`/calls/${home.replaces?.id}`)}>Open call {home.replaces.number}</Button>}
          >
            {call.reason}
          </Callout>
        </div>
      )}
    </>
  );
}

function Terms({ home }: Readonly<{ home: CallHome }>) {
  const { call, notice } = home;
  const days = notice.businessDays ? 'business days' : 'days';
  return (
    <Section title="Terms">
      <KeyValueList
        items={[
          { label: 'Kind', value: callKindTitles[call.kind] },
          {
            label: 'Amount by',
            value: callMethodTitles[call.method],
            ...(call.cashOnHand === null ? {} : { help: 'Cash on hand covers the needs in their order.' }),
          },
          { label: 'Priority', value: priorityTitles[call.priority], ...(call.urgentReason === null ? {} : { help: call.urgentReason }) },
          { label: call.issuedOn === null ? 'Notice planned' : 'Issued', value: <DateText date={call.issuedOn ?? call.noticeOn} /> },
          {
            label: 'Notice',
            value: `${notice.given} ${days} given, ${notice.needed} needed`,
            help: `Counted on the calendar of ${calendarTitles[notice.calendar]}.`,
          },
          { label: 'Paid into', value: call.account === null ? '–' : `${call.account.title}, ${call.account.bankName}` },
          { label: 'Prepared', value: <DateText date={call.preparedAt} withTime />, help: call.preparer.name },
          {
            label: 'Content',
            value: <HashBadge hash={call.contentHash} label="hash of the content" />,
            help: 'Every approval holds for exactly this content.',
          },
        ]}
      />
    </Section>
  );
}

function Approvals({ home }: Readonly<{ home: CallHome }>) {
  const { call, approvals } = home;
  const standing = approvals.filter(({ stands }) => stands);
  const left = (call.approversNeeded ?? 0) - standing.length;
  const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
  return (
    <Section
      title="Approvals"
      description={
        call.approversNeeded === null
          ? 'How many people must approve is settled when it is submitted.'
          : `Its amount and priority need the approval of ${people(call.approversNeeded)}, none of whom prepared it.`
      }
    >
      <ul className="divide-y divide-line/60 rounded-card border border-line bg-surface">
        {approvals.map(({ by, at, tier, stands }) => (
          <li key={`${tier} ${at}`} className="flex items-center justify-between gap-3 px-3 py-2 text-ui">
            <span>
              {by.name} {!stands && <span className="text-muted">(fell when it was drawn up again or sent back)</span>}
            </span>
            <DateText date={at} withTime />
          </li>
        ))}
        {call.state === 'inApproval' && <li className="px-3 py-2 text-muted text-ui">Waits for {people(left)} more.</li>}
        {call.issuedAt !== null && (
          <li className="flex items-center justify-between gap-3 px-3 py-2 text-ui">
            <span>Issued by {call.issuedBy?.name}</span>
            <DateText date={call.issuedAt} withTime />
          </li>
        )}
        {approvals.length === 0 && call.state !== 'inApproval' && call.issuedAt === null && (
          <li className="px-3 py-2 text-muted text-ui">{statusTitles[call.status]}: nobody has approved it yet.</li>
        )}
      </ul>
    </Section>
  );
}

function Uses({ home }: Readonly<{ home: CallHome }>) {
  const { call, uses } = home;
  const { currency } = call.total;
  return (
    <Section title="Uses">
      <ul className="divide-y divide-line/60 rounded-card border border-line bg-surface">
        {uses.map((use) => (
          <li key={use.ordinal} className="flex flex-wrap items-center justify-between gap-3 px-3 py-2 text-ui">
            <span className="flex items-center gap-2">
              {purposeTitles[use.purpose]}
              <Badge tone={use.insideCommitment ? 'neutral' : 'info'}>
                {use.insideCommitment ? 'Inside commitment' : 'Outside commitment'}
              </Badge>
              {use.project && <span className="text-muted">{use.project.title}</span>}
              {use.percent !== null && <span className="text-muted">{use.percent} % of commitments</span>}
              {use.need !== null && (
                <span className="text-muted">
                  of a need of <MoneyText amount={{ minor: use.need, currency }} />
                </span>
              )}
              {use.note !== '' && <span className="text-muted">{use.note}</span>}
            </span>
            <MoneyText amount={{ minor: use.minor, currency }} />
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <TieOutBar
          source={call.total}
          sourceLabel="Called"
          parts={uses.map((use) => ({ label: purposeTitles[use.purpose], amount: { minor: use.minor, currency } }))}
        />
      </div>
    </Section>
  );
}

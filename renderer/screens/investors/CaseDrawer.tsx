import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TableSkeleton } from '#renderer/components/Skeleton.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { CaseActions, type CaseMove } from './CaseActions.tsx';
import { CaseDialog } from './CaseDialog.tsx';
import { type CaseView, kindText, payeeBadge, sourceText } from './investorText.ts';
import { useFunds } from './useFunds.ts';

export function CaseDrawer({ caseId, onClose }: Readonly<{ caseId: string; onClose: () => void }>) {
  const payee = useAsk('investors.payeeCase', { caseId });
  const [acting, setActing] = useState<CaseMove | null>(null);
  const { data } = payee;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="wide"
      title={data ? `${kindText[data.kind]}: ${data.investor}` : 'Payee change'}
      footer={data && <CaseActions payee={data} onMove={setActing} />}
    >
      {payee.isError && <LoadFailed of="this payee change" error={payee.error} onRetry={payee.refetch} />}
      {payee.isPending && <TableSkeleton rows={6} columns={2} />}
      {data && (
        <>
          <CaseFacts payee={data} />
          {acting && <CaseDialog payee={data} move={acting} onClose={() => setActing(null)} />}
        </>
      )}
    </Drawer>
  );
}

type Who = NonNullable<CaseView['approved']>;

function Person({ who }: Readonly<{ who: Who | null }>) {
  if (!who) return <span className="text-muted">Not yet</span>;
  return (
    <>
      {who.name}, <DateText date={who.at} withTime />
    </>
  );
}

function CaseFacts({ payee }: Readonly<{ payee: CaseView }>) {
  const { nameOf } = useFunds();
  const { state, callback, replaces, account, closed, closeReason, note } = payee;
  return (
    <>
      <Section title="Case">
        <KeyValueList
          items={[
            { label: 'State', value: <Badge tone={payeeBadge[state].tone}>{payeeBadge[state].text}</Badge> },
            {
              label: 'Request',
              value: (
                <>
                  {sourceText[payee.source]}, arrived on <DateText date={payee.receivedOn} />
                </>
              ),
            },
            { label: 'Requested by', value: <Person who={payee.requested} /> },
            ...(payee.useFor.length > 0 ? [{ label: 'Paid from', value: payee.useFor.map(nameOf).join(', ') }] : []),
            { label: 'Rests until', value: <DateText date={payee.approvableFrom} /> },
            ...(note === '' ? [] : [{ label: 'Note', value: note }]),
            { label: 'What is approved', value: <HashBadge hash={payee.contentHash} label="hash of the content" /> },
          ]}
        />
      </Section>
      <Section title="Callback and decision">
        <KeyValueList
          items={[
            { label: 'Called back by', value: <Person who={callback?.by ?? null} /> },
            ...(callback
              ? [
                  { label: 'Number on file', value: <span className="tnum">{`${callback.number} (${callback.contact})`}</span> },
                  { label: 'Spoke with', value: callback.spokeWith },
                  ...(callback.note === '' ? [] : [{ label: 'What was said', value: callback.note }]),
                ]
              : []),
            { label: 'Approved by', value: <Person who={payee.approved} /> },
            ...(closed ? [{ label: payeeBadge[state].text, value: <Person who={closed} /> }] : []),
            ...(closeReason ? [{ label: 'Reason', value: closeReason }] : []),
          ]}
        />
      </Section>
      <Section title={payee.kind === 'useFor' ? 'Account' : 'Account asked for'}>
        <AccountFacts account={account} />
      </Section>
      {replaces && (
        <Section title="Account it replaces">
          <AccountFacts account={replaces} />
        </Section>
      )}
    </>
  );
}

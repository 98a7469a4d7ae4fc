import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam } from '#renderer/app/navigate.ts';
import { RecordHistory } from '#renderer/app/RecordHistory.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { statusTitles } from '#shared/model/calls.ts';
import { CallActions } from './CallActions.tsx';
import { CallFacts } from './CallFacts.tsx';
import { CallLines } from './CallLines.tsx';
import { CallReceipts } from './CallReceipts.tsx';
import { type CallHome, callNameOf, callTones } from './callText.ts';

export function CallScreen() {
  const callId = useParam('callId');
  const may = useMay();
  const home = useAsk('calls.home', { callId }, { enabled: may('calls.view') });
  return (
    <NeedsPermission permission="calls.view">
      <Asked of="this capital call" query={home}>
        {(data) => <CallPage key={data.call.id} home={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function CallPage({ home }: Readonly<{ home: CallHome }>) {
  const goTo = useGoTo();
  const may = useMay();
  const { call } = home;
  return (
    <Screen
      title={call.title}
      breadcrumbs={[{ label: 'Capital calls', goTo: () => goTo('/calls') }, { label: callNameOf(call) }]}
      aside={<Badge tone={callTones[call.status]}>{statusTitles[call.status]}</Badge>}
      description={callNameOf(call)}
      actions={<CallActions home={home} />}
    >
      <Tabs
        label={`About ${callNameOf(call)}`}
        tabs={[
          { id: 'overview', label: 'Overview', content: <CallFacts home={home} /> },
          { id: 'lines', label: 'Investors', count: call.lines, content: <CallLines home={home} /> },
          ...(may('receipts.view') && call.issuedOn !== null
            ? [{ id: 'receipts', label: 'Receipts', content: <CallReceipts callId={call.id} fundId={call.fundId} /> }]
            : []),
          ...(may('audit.view')
            ? [
                {
                  id: 'history',
                  label: 'History',
                  content: (
                    <RecordHistory
                      entity="call"
                      id={call.id}
                      of="this call"
                      emptyText="Every step of this call appears here, with its hash in the log."
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Screen>
  );
}

import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam } from '#renderer/app/navigate.ts';
import { RecordHistory } from '#renderer/app/RecordHistory.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { allocationStatusTitles } from '#shared/model/allocations.ts';
import { AllocationActions } from './AllocationActions.tsx';
import { AllocationFacts } from './AllocationFacts.tsx';
import { type AllocationHome, nameOf, statusTones } from './allocationText.ts';
import { LinkedCalls } from './LinkedCalls.tsx';
import { FundRoom, RuleChecks } from './RuleChecks.tsx';

export function AllocationScreen() {
  const allocationId = useParam('allocationId');
  const may = useMay();
  const home = useAsk('allocations.home', { allocationId }, { enabled: may('allocations.view') });
  return (
    <NeedsPermission permission="allocations.view">
      <Asked of="this allocation" query={home}>
        {(data) => <AllocationPage key={data.id} home={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function AllocationPage({ home }: Readonly<{ home: AllocationHome }>) {
  const goTo = useGoTo();
  const may = useMay();
  return (
    <Screen
      title={home.dealTitle}
      breadcrumbs={[{ label: 'Allocations', goTo: () => goTo('/allocations') }, { label: nameOf(home) }]}
      aside={<Badge tone={statusTones[home.status]}>{allocationStatusTitles[home.status]}</Badge>}
      description={nameOf(home)}
      actions={<AllocationActions home={home} />}
    >
      <Tabs
        label={`About ${nameOf(home)}`}
        tabs={[
          { id: 'overview', label: 'Overview', content: <AllocationFacts home={home} /> },
          {
            id: 'rules',
            label: 'Rules',
            content: (
              <div className="grid items-start gap-6 lg:grid-cols-2">
                <RuleChecks check={home.standing} />
                <FundRoom check={home.standing} />
              </div>
            ),
          },
          {
            id: 'calls',
            label: 'Calls',
            ...(home.calls.length === 0 ? {} : { count: home.calls.length }),
            content: <LinkedCalls home={home} />,
          },
          ...(may('audit.view')
            ? [
                {
                  id: 'history',
                  label: 'History',
                  content: (
                    <RecordHistory
                      entity="allocation"
                      id={home.id}
                      of="this allocation"
                      emptyText="Every step of this allocation appears here, with its hash in the log."
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

import { Button } from '../Button.tsx';
import { Callout } from '../Callout.tsx';
import { Card } from '../Card.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorView } from '../ErrorView.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { RefusalText } from '../RefusalText.tsx';
import { ScreenSkeleton, TableSkeleton } from '../Skeleton.tsx';
import { Tabs } from '../Tabs.tsx';
import { notify } from '../Toasts.tsx';
import { Example } from './Example.tsx';

export function FeedbackExamples() {
  return (
    <>
      <Example name="Callout">
        <div className="flex max-w-180 flex-col gap-2">
          <Callout tone="info" title="This is the demo firm">
            Payments and mail are switched off.
          </Callout>
          <Callout tone="warn" title="No backup for nine days" action={<Button size="small">Back up now</Button>}>
            The last one was made on 2026-06-21.
          </Callout>
          <Callout tone="bad" title="The audit chain is broken at entry 4,182">
            The file was changed outside Clearway. Restore the last verified backup.
          </Callout>
          <Callout tone="good">Everything ties.</Callout>
        </div>
      </Example>
      <Example name="RefusalText, Toast">
        <div className="flex flex-col items-start gap-3">
          <RefusalText goTo={{ label: 'Open the period', onClick: () => {} }}>
            The distribution “Q2 2026” falls on 2026-05-31, in a closed period. Choose a date from 2026-06-01 on, or reopen May.
          </RefusalText>
          <div className="flex gap-2">
            <Button
              onClick={() =>
                notify({
                  title: 'Backup written',
                  text: '48 MB, verified',
                  tone: 'good',
                  action: { label: 'Show in folder', onClick: () => {} },
                })
              }
            >
              Good news
            </Button>
            <Button
              onClick={() => notify({ title: 'The disk is full', text: 'Nothing was written. Free 200 MB and try again.', tone: 'bad' })}
            >
              Bad news
            </Button>
          </div>
        </div>
      </Example>
      <JobExamples />
      <StateExamples />
    </>
  );
}

function JobExamples() {
  return (
    <Example name="JobProgress">
      <div className="flex max-w-160 flex-col gap-2">
        <JobProgress
          title="Import of register-2026.csv"
          state="running"
          done={43_100}
          total={100_000}
          unit="rows"
          perSecond={8_140}
          secondsLeft={7}
          onCancel={() => {}}
        />
        <JobProgress title="Verify backup" state="running" done={12} total={null} unit="files" onCancel={() => {}} />
        <JobProgress title="K-1 pack 2025" state="queued" done={0} total={180} unit="K-1s" onCancel={() => {}} />
        <JobProgress
          title="Export of payments"
          state="done"
          done={1_204}
          total={1_204}
          unit="rows"
          action={{ label: 'Show in folder', onClick: () => {} }}
        />
        <JobProgress
          title="Forecast"
          state="failed"
          done={3}
          total={10}
          unit="scenarios"
          error="Scenario “Base” has no exit date. Set one and run it again."
          action={{ label: 'Run again', onClick: () => {} }}
        />
      </div>
    </Example>
  );
}

function StateExamples() {
  return (
    <>
      <Example name="Tabs">
        <Tabs
          label="Audit"
          tabs={[
            { id: 'log', label: 'Command log', count: 4_182, content: <p>The chain of commands.</p> },
            { id: 'events', label: 'Security events', count: 3, content: <p>Unlocks and refusals.</p> },
            { id: 'exports', label: 'Exports', content: <p>Files that left the house.</p> },
          ]}
        />
      </Example>
      <Example name="EmptyState, ErrorView">
        <div className="grid grid-cols-2 gap-4">
          <Card className="">
            <EmptyState
              title="No backups yet"
              text="A backup is a verified copy of the whole workspace. Make the first one now; after that one is made every day."
              action={<Button variant="primary">Back up now</Button>}
            />
          </Card>
          <Card className="">
            <ErrorView incidentId="INC-7Q4K-2M" onRetry={() => {}} />
          </Card>
        </div>
      </Example>
      <Example name="Skeletons">
        <div className="grid grid-cols-2 gap-4">
          <TableSkeleton rows={5} columns={4} />
          <Card className="">
            <ScreenSkeleton />
          </Card>
        </div>
      </Example>
    </>
  );
}

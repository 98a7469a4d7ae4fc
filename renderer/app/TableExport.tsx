import { useState } from 'react';
import { JobProgress, type JobState } from '#renderer/components/JobProgress.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import type { ExportFormat, TableColumn, TableView } from '#renderer/components/table/tableTypes.ts';
import { useAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import type { QueryName, QueryOutput } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';

export type Job = QueryOutput<'health.jobs'>['rows'][number];

export const jobStateOf: Readonly<Record<Job['state'], JobState>> = {
  waiting: 'queued',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Fetches the file a job made: a download in a browser, the system's dialog elsewhere. */
export function useSaveJobFile() {
  const { run, sentence, isPending } = useHost('host.saveJobFile');
  const save = async (jobId: string) => {
    const reply = await run({ jobId });
    if (!reply.ok) return;
    if (reply.value.download) follow(reply.value.download);
    else if (reply.value.saved) notify({ title: `Saved ${reply.value.saved}`, tone: 'good' });
  };
  return { save, sentence, isPending };
}

function follow(download: string): void {
  const link = document.createElement('a');
  link.href = `/download/${download}`;
  link.download = '';
  link.click();
}

type Exportable = Readonly<{ id: string; header: string }>;

/** Exports what a table shows, as filtered and sorted, in the background; `shownOnly` are columns the window works out itself. */
export function useTableExport<Row>(
  query: QueryName,
  input: unknown,
  columns: readonly (TableColumn<Row> & Exportable)[],
  shownOnly: readonly string[] = [],
) {
  const [jobId, setJobId] = useState<string | null>(null);
  const command = useHost('host.startExport');
  const start = async (format: ExportFormat, view?: TableView) => {
    const shown = columns.filter(({ id }) => !shownOnly.includes(id) && (view?.columnIds.includes(id) ?? true));
    const reply = await command.run({
      query,
      input: JSON.parse(JSON.stringify(input)) as Json as never,
      format,
      columns: shown.map(({ id, header }) => ({ key: id, title: header })),
    });
    if (reply.ok) setJobId(reply.value.jobId);
  };
  return { start, jobId, sentence: command.sentence, isPending: command.isPending, dismiss: () => setJobId(null) };
}

export type Exporting = Pick<ReturnType<typeof useTableExport>, 'jobId' | 'sentence' | 'dismiss'>;

/** The export under way, and the way to its file once it is there. */
export function ExportPanel({ exporting }: Readonly<{ exporting: Exporting }>) {
  if (exporting.sentence)
    return (
      <div className="mb-3">
        <RefusalText>{exporting.sentence}</RefusalText>
      </div>
    );
  return exporting.jobId === null ? null : <ExportJob jobId={exporting.jobId} onDone={exporting.dismiss} />;
}

function ExportJob({ jobId, onDone }: Readonly<{ jobId: string; onDone: () => void }>) {
  const jobs = useAsk('health.jobs', { filter: { kind: 'audit.export' }, limit: 50 });
  const cancel = useHost('host.cancelJob');
  const file = useSaveJobFile();
  const job = jobs.data?.rows.find(({ id }) => id === jobId);
  if (!job) return null;
  const saveThenClose = async () => {
    await file.save(jobId);
    onDone();
  };
  return (
    <div className="mb-3">
      <JobProgress
        title={job.title}
        state={jobStateOf[job.state]}
        done={job.progress}
        total={job.outOf === 0 ? null : job.outOf}
        unit="rows"
        onCancel={() => void cancel.run({ jobId })}
        action={job.state === 'done' ? { label: 'Save file', onClick: () => void saveThenClose() } : { label: 'Close', onClick: onDone }}
        error={job.message ?? undefined}
      />
      <RefusalText>{file.sentence}</RefusalText>
    </div>
  );
}

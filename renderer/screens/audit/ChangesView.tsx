import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { classes } from '#renderer/components/classes.ts';
import { fieldTitle } from '#renderer/components/commandTitle.ts';
import { useAsk } from '#renderer/data/ask.ts';
import type { Json } from '#shared/json.ts';
import { fieldChanges, jsonText } from './fieldChanges.ts';

type RowChange = Readonly<{ table: string; key: string; before: Json; after: Json }>;

const UNFOLDED = 20;
const verbs = (change: RowChange): string => (change.before === null ? 'added' : change.after === null ? 'removed' : 'changed');

type ChangesViewProps = Readonly<{ changes: readonly RowChange[]; counts: Readonly<Record<string, number>> }>;

/** Every row the command wrote, field by field. */
export function ChangesView({ changes, counts }: ChangesViewProps) {
  const [all, setAll] = useState(false);
  const actors = useAsk('audit.actors', {});
  const names = new Map(actors.data?.actors.map(({ id, name }) => [id, name]));
  const nameOf: NameOf = (value) => (typeof value === 'string' ? names.get(value) : undefined);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0)
    return <p className="text-muted text-ui">This command changed no business record; it is only on the record that it happened.</p>;
  const shown = all ? changes : changes.slice(0, UNFOLDED);
  return (
    <div className="flex flex-col gap-4">
      {shown.map((change) => (
        <RowChangeTable key={`${change.table} ${change.key}`} change={change} nameOf={nameOf} />
      ))}
      {shown.length < changes.length && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {changes.length} rows
          </Button>
        </div>
      )}
      {total > changes.length && (
        <p className="text-muted text-small">
          {Object.entries(counts)
            .map(([table, count]) => `${count.toLocaleString('en-US')} in ${fieldTitle(table).toLowerCase()}`)
            .join(', ')}{' '}
          were written; the first {changes.length} are spelled out. The input tells the rest.
        </p>
      )}
    </div>
  );
}

/** A person's name, where a stored value is the id of one. */
type NameOf = (value: Json | undefined) => string | undefined;

function RowChangeTable({ change, nameOf }: Readonly<{ change: RowChange; nameOf: NameOf }>) {
  const [whole, setWhole] = useState(false);
  const [added, removed] = [change.before === null, change.after === null];
  const fields = fieldChanges(change.before, change.after);
  const same = fields.filter(({ changed }) => !changed).length;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <div className="flex items-center gap-2 border-line border-b bg-sunken px-3 py-1.5 text-small">
        <span className="font-medium">
          {fieldTitle(change.table)} {verbs(change)}
        </span>
        <code className="min-w-0 truncate font-mono text-mini text-muted">{change.key}</code>
      </div>
      <table className="w-full table-fixed text-small">
        <thead className="sr-only">
          <tr>
            <th scope="col">Field</th>
            {!added && <th scope="col">Before</th>}
            {!removed && <th scope="col">After</th>}
          </tr>
        </thead>
        <tbody>
          {fields
            .filter(({ changed }) => changed || whole || added || removed)
            .map(({ field, before, after, changed }) => (
              <tr key={field} className="border-line/60 border-b align-top last:border-b-0">
                <th scope="row" className="w-40 px-3 py-1 text-start font-normal text-muted">
                  {fieldTitle(field)}
                </th>
                {!added && <td className="break-words px-2 py-1 text-muted">{nameOf(before) ?? jsonText(before)}</td>}
                {!removed && (
                  <td className={classes('break-words px-2 py-1', changed && !added && 'font-medium')}>
                    {changed && !added && <ArrowRight size={11} className="me-1 inline text-accent" aria-hidden />}
                    {nameOf(after) ?? jsonText(after)}
                  </td>
                )}
              </tr>
            ))}
        </tbody>
      </table>
      {same > 0 && !added && !removed && (
        <button
          type="button"
          onClick={() => setWhole(!whole)}
          className="w-full border-line/60 border-t px-3 py-1 text-start font-medium text-accent text-small hover:bg-hover"
        >
          {whole ? 'Hide' : 'Show'} the {same} {same === 1 ? 'field' : 'fields'} that stayed
        </button>
      )}
    </div>
  );
}

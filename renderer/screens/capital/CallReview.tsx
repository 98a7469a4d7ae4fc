import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { callMethodTitles, purposeTitles } from '#shared/model/calls.ts';
import { priorityTitles } from '#shared/model/tiers.ts';
import type { CallDraft } from './callDraft.ts';
import { type Preview, shareText } from './callText.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** What the call would be, kept beside the form while a person types. */
export function CallSummary({ preview }: Readonly<{ preview: Preview | undefined }>) {
  if (!preview) return <p className="text-muted text-small">Choose a fund: the call appears here while you draw it up.</p>;
  const { currency, total, commitments, uses, problems } = preview;
  const facts = [
    { label: 'Call', value: <MoneyText amount={{ minor: total, currency }} /> },
    { label: 'Of commitments', value: shareText(total, commitments) },
    { label: 'Holdings', value: String(preview.lines.length) },
    { label: 'Approval', value: people(preview.approversNeeded) },
    { label: 'Notice', value: `${preview.notice.given} of ${preview.notice.needed} days` },
  ];
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-col text-ui">
        {facts.map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-3 border-line/60 border-b py-1.5">
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="flex flex-col gap-1 text-small">
        {uses.map((use) => (
          <li key={use.ordinal} className="flex justify-between gap-3">
            <span>{purposeTitles[use.purpose]}</span>
            <MoneyText amount={{ minor: use.minor, currency }} showCurrency={false} />
          </li>
        ))}
      </ul>
      {problems.map(({ code, sentence }) => (
        <Callout key={code} tone="warn">
          {sentence}
        </Callout>
      ))}
    </div>
  );
}

/** The proof at the foot: every cent of the uses lies on a line. */
export function CallTieOut({ preview }: Readonly<{ preview: Preview }>) {
  const { currency, total, uses, lines } = preview;
  const of = (minor: bigint) => ({ minor, currency });
  const sum = (amounts: readonly bigint[]) => of(amounts.reduce((running, amount) => running + amount, 0n));
  const inside = sum(lines.map(({ insideMinor }) => insideMinor));
  const all = sum(lines.map(({ minor }) => minor));
  return (
    <TieOutBar
      source={of(total)}
      sourceLabel="Call"
      stages={[
        { label: 'Uses', amount: sum(uses.map(({ minor }) => minor)) },
        { label: 'Shares', amount: all },
      ]}
      parts={[
        { label: 'Inside commitments', amount: inside },
        { label: 'Outside commitments', amount: of(all.minor - inside.minor) },
      ]}
    />
  );
}

/** Exactly what will be written. */
export function CallReview({
  draft,
  preview,
  sentence,
}: Readonly<{ draft: CallDraft; preview: Preview | undefined; sentence: string | null }>) {
  if (!preview) return <p className="text-muted text-ui">Choose the fund and its dates first.</p>;
  const exceptions = preview.lines.filter(({ treatment }) => treatment !== 'full');
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <KeyValueList
        items={[
          { label: 'Fund', value: preview.fund },
          { label: 'Title', value: draft.title.trim() || '–' },
          { label: 'Amounts', value: callMethodTitles[draft.method] },
          { label: 'Call', value: <MoneyText amount={{ minor: preview.total, currency: preview.currency }} /> },
          { label: 'Priority', value: priorityTitles[draft.priority] },
          { label: 'Notice', value: draft.noticeOn === null ? '–' : <DateText date={draft.noticeOn} /> },
          { label: 'Due', value: draft.dueOn === null ? '–' : <DateText date={draft.dueOn} /> },
          { label: 'Lines', value: `${preview.lines.length} holdings, ${exceptions.length} of them excepted` },
        ]}
      />
      <p className="text-muted text-ui">
        The draft is written with every share. Nothing is owed until the call was approved by {people(preview.approversNeeded)} and issued.
      </p>
      <RefusalText>{sentence}</RefusalText>
    </div>
  );
}

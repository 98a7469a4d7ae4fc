import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { choiceTitle, percentText } from '#renderer/screens/funds/fundText.ts';
import { closingKindTitles, compoundingTitles, stepStateTitles } from '#shared/model/commitments.ts';
import { ClosingActions } from './ClosingActions.tsx';
import { type ClosingPage, commitmentCount, stepTones } from './commitmentText.ts';
import { PendingTable } from './PendingTable.tsx';
import { RefundsSection } from './RefundsSection.tsx';

export function ClosingScreen() {
  const closingId = useParam('closingId');
  const page = useAsk('commitments.closing', { closingId });
  return (
    <NeedsPermission permission="commitments.view">
      <Asked of="this closing" query={page}>
        {(data) => <Closing key={closingId} page={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function Closing({ page }: Readonly<{ page: ClosingPage }>) {
  const { closing, rows, totals, currency, refunds } = page;
  const goTo = useGoTo();
  const title = `Closing ${closing.number} of ${closing.fund}`;
  const amount = (minor: bigint) => ({ minor, currency });
  return (
    <Screen
      title={title}
      breadcrumbs={[
        { label: 'Commitments', goTo: () => goTo('/commitments') },
        { label: 'Closings', goTo: () => goTo('/commitments?tab=closings') },
        { label: title },
      ]}
      aside={<Badge tone={stepTones[closing.state]}>{stepStateTitles[closing.state]}</Badge>}
      description={closing.note || undefined}
      actions={<ClosingActions page={page} />}
    >
      <Standing page={page} />
      <ClosingFacts page={page} />
      <Section title="Now and after" description="Every holding of the fund as it is, and as this closing makes it. A refund is negative.">
        <PendingTable rows={rows} currency={currency} height={420} />
        <div className="mt-3 flex flex-col gap-2">
          <TieOutBar
            source={amount(totals.after)}
            sourceLabel="Commitments after"
            parts={[
              { label: 'Before', amount: amount(totals.before) },
              { label: 'Added', amount: amount(totals.added) },
            ]}
          />
          {totals.catchUp > 0n && (
            <TieOutBar
              source={amount(totals.catchUp)}
              sourceLabel="Catch-up of newcomers"
              parts={[{ label: 'Refunded', amount: amount(totals.refunds) }]}
            />
          )}
        </div>
      </Section>
      {closing.state === 'posted' && refunds.length > 0 && <RefundsSection page={page} />}
    </Screen>
  );
}

/** What stands in the way of the next step, in words. */
function Standing({ page: { problem, unmet, isChanged } }: Readonly<{ page: ClosingPage }>) {
  if (problem === null && unmet === null && !isChanged) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {isChanged && (
        <Callout tone="warn" title="This is no longer what was approved">
          A call was issued or a commitment changed since. Revise the closing, or cancel it and draw it up again, so that it can be approved
          anew.
        </Callout>
      )}
      {problem !== null && <Callout tone="bad">{problem}</Callout>}
      {unmet !== null && <Callout tone="warn">{unmet}</Callout>}
    </div>
  );
}

function ClosingFacts({ page: { closing, contentHash } }: Readonly<{ page: ClosingPage }>) {
  const { terms, kind, heldOn, account, commitments, preparedBy, preparedAt, approvedBy, approvedAt, endedBy, endedAt, endReason } =
    closing;
  const equalisation =
    terms === null
      ? []
      : [
          {
            label: 'Equalisation interest',
            value: `${percentText(terms.rate)} a year, ${compoundingTitles[terms.compounding].toLowerCase()}`,
            help: `${choiceTitle(terms.dayCount)}, from the due date of each call to the day of the closing`,
          },
          { label: 'Catch-up due', value: <DateText date={terms.dueOn} />, help: account ?? undefined },
        ];
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Kind', value: closingKindTitles[kind] },
        { label: 'Held on', value: <DateText date={heldOn} /> },
        { label: 'Adds', value: commitmentCount(commitments) },
        ...equalisation,
        { label: 'Prepared', value: <DateText date={preparedAt} withTime />, help: preparedBy },
        ...(approvedAt === null
          ? []
          : [{ label: 'Approved', value: <DateText date={approvedAt} withTime />, help: approvedBy ?? undefined }]),
        ...(endedAt === null
          ? []
          : [
              {
                label: stepStateTitles[closing.state],
                value: <DateText date={endedAt} withTime />,
                help: [endedBy, endReason].filter((text) => text !== null).join(': '),
              },
            ]),
        {
          label: 'Content',
          value: <HashBadge hash={contentHash} label="hash of the content" />,
          help: 'An approval holds for exactly these commitments and this equalisation.',
        },
      ]}
    />
  );
}

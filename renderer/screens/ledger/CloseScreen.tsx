import { Lock } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { ReadinessList } from '#renderer/components/ReadinessList.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { addMonths, type BusinessDate, endOfMonth } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { CloseItem } from '#shared/model/journals.ts';
import { levelTitles } from './ledgerText.ts';

export function CloseScreen() {
  return (
    <NeedsPermission permission="ledger.view">
      <Close />
    </NeedsPermission>
  );
}

type Checklist = QueryOutput<'ledger.closeChecklist'>;

/** What each item says when it is settled, and where it is mended when it is not. */
const items: Readonly<Record<CloseItem, Readonly<{ text: string; path: (fundId: string, until: BusinessDate) => string }>>> = {
  waitingJournals: { text: 'No journal waits for a second person', path: (fundId) => `/ledger?fund=${fundId}&tab=waiting` },
  draftedEvents: { text: 'No call, closing or transfer is left as a draft', path: (fundId) => `/funds/${fundId}` },
  navs: { text: 'Every class has an approved NAV of the last day', path: (fundId) => `/funds/${fundId}?tab=nav` },
  rates: { text: 'Every currency held has a rate', path: () => '/rates' },
  revaluation: { text: 'Foreign money is revalued', path: (fundId) => `/ledger?fund=${fundId}&do=revalue` },
  suspense: { text: 'Suspense is zero', path: (fundId) => `/ledger?fund=${fundId}&tab=balance` },
  trialBalance: { text: 'The trial balance ties', path: (fundId) => `/ledger?fund=${fundId}&tab=balance` },
  subLedgers: { text: 'Investors add up to their control accounts', path: (fundId) => `/ledger?fund=${fundId}&tab=balance` },
};

function Close() {
  const { today } = useMe();
  const goTo = useGoTo();
  const [chosen, choose] = useSearchParam('fund');
  const [givenFrom, setFrom] = useSearchParam('from');
  const [givenUntil, setUntil] = useSearchParam('until');
  const books = useAsk('ledger.books', {});
  const lastMonth = addMonths(today, -1);
  const from = (givenFrom ?? `${lastMonth.slice(0, 8)}01`) as BusinessDate;
  const until = (givenUntil ?? endOfMonth(lastMonth)) as BusinessDate;
  return (
    <Asked of="the books" query={books}>
      {({ rows }) => {
        const open = rows.filter(({ isOpen }) => isOpen);
        const book = open.find(({ fundId }) => fundId === chosen) ?? open[0];
        if (!book)
          return (
            <Screen title="Close a period">
              <EmptyState
                title="No books are open"
                text="Open the books of a fund first."
                action={<Button onClick={() => goTo('/ledger')}>Go to Ledger</Button>}
              />
            </Screen>
          );
        return (
          <Screen
            title="Close a period"
            breadcrumbs={[{ label: book.fund, goTo: () => goTo(`/ledger?fund=${book.fundId}&tab=periods`) }, { label: 'Close a period' }]}
            description="First soft, so that only people who may lock periods still post; then hard, once everything is settled. A second person approves both."
          >
            <div className="mb-4 flex flex-wrap items-start gap-4">
              <Field label="Fund" required>
                <Combobox
                  className="w-72"
                  value={book.fundId}
                  onChange={choose}
                  options={open.map(({ fundId, fund }) => ({ value: fundId, label: fund }))}
                />
              </Field>
              <Field label="From" required>
                <DateInput value={from} today={today} onChange={setFrom} />
              </Field>
              <Field label="Until" required>
                <DateInput value={until} today={today} onChange={setUntil} />
              </Field>
            </div>
            <Checked key={`${book.fundId} ${from} ${until}`} fundId={book.fundId} from={from} until={until} />
          </Screen>
        );
      }}
    </Asked>
  );
}

type Period = Readonly<{ fundId: FundId; from: BusinessDate; until: BusinessDate }>;

function Checked(period: Period) {
  const goTo = useGoTo();
  const checklist = useAsk('ledger.closeChecklist', period);
  return (
    <Asked of="the checklist" query={checklist}>
      {(data) => (
        <div className="flex max-w-200 flex-col gap-4">
          <p className="flex items-center gap-2 text-ui">
            These days are{' '}
            {data.level === 'mixed' ? (
              <Badge tone="warn">closed in parts</Badge>
            ) : (
              <Badge tone={tones[data.level]}>{levelTitles[data.level]}</Badge>
            )}
          </p>
          <ReadinessList
            title="What a closed period needs"
            items={data.items.map(({ item, open, details }) => ({
              id: item,
              text: items[item].text,
              met: open === 0,
              detail: open === 0 ? undefined : detailOf(open, details),
              goTo: () => goTo(items[item].path(period.fundId, period.until)),
            }))}
          />
          <Steps period={period} checklist={data} />
        </div>
      )}
    </Asked>
  );
}

const tones = { open: 'neutral', soft: 'warn', hard: 'bad' } as const;

const detailOf = (open: number, details: readonly string[]): string => {
  const more = open - details.length;
  const told = details.map((detail) => detail.replace(/\.$/, '')).join('; ');
  return `${told}${more > 0 ? `; and ${more} more` : ''}.`;
};

function Steps({ period: { fundId, from, until }, checklist }: Readonly<{ period: Period; checklist: Checklist }>) {
  const needs = useNeeds();
  const goTo = useGoTo();
  const lock = useCommand('ledger.lockPeriod');
  const [lockId] = useState(newId);
  const { level, waiting } = checklist;
  const openItems = checklist.items.filter(({ open }) => open > 0);
  const shared = [
    ...needs('ledger.lock'),
    ...(waiting
      ? [{ text: 'A change of these days waits for a second person already.', goTo: () => goTo(`/ledger?fund=${fundId}&tab=periods`) }]
      : []),
  ];
  const unsettled = openItems.map(({ item }) => ({
    text: `Not settled yet: ${items[item].text.toLowerCase()}.`,
    goTo: () => goTo(items[item].path(fundId, until)),
  }));
  const propose = async (wanted: 'soft' | 'hard') => {
    const reason = wanted === 'hard' && openItems.length === 0 ? 'Every item of the checklist is settled' : 'The period is being closed';
    const reply = await lock.run({ lockId, fundId, fromOn: from, untilOn: until, level: wanted, reason });
    if (!reply.ok) return;
    notify({ title: 'The change waits for a second person', tone: 'good' });
    goTo(`/ledger?fund=${fundId}&tab=periods`);
  };
  return (
    <>
      {level === 'hard' && (
        <Callout tone="good" title="These days are closed">
          Nobody posts to them. Reopening takes two people as well.
        </Callout>
      )}
      <RefusalText>{lock.sentence}</RefusalText>
      <div className="flex gap-2">
        <Button
          icon={Lock}
          busy={lock.isPending}
          reasons={[...shared, ...(level === 'soft' || level === 'hard' ? [{ text: 'These days are closed that far already.' }] : [])]}
          onClick={() => void propose('soft')}
        >
          Propose soft lock
        </Button>
        <Button
          variant="primary"
          icon={Lock}
          busy={lock.isPending}
          reasons={[
            ...shared,
            ...unsettled,
            ...(level === 'hard'
              ? [{ text: 'These days are closed already.' }]
              : level === 'soft'
                ? []
                : [{ text: 'Lock these days softly first.' }]),
          ]}
          onClick={() => void propose('hard')}
        >
          Propose hard lock
        </Button>
      </div>
    </>
  );
}

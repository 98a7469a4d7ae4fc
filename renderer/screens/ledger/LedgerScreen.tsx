import { Coins, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { ChartTab } from './ChartTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { JournalTab } from './JournalTab.tsx';
import type { BookRecord } from './ledgerText.ts';
import { NewJournalDialog } from './NewJournalDialog.tsx';
import { PeriodsTab } from './PeriodsTab.tsx';
import { RevalueDialog } from './RevalueDialog.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { TrialBalanceTab } from './TrialBalanceTab.tsx';
import { WaitingTab } from './WaitingTab.tsx';

export function LedgerScreen() {
  return (
    <NeedsPermission permission="ledger.view">
      <Books />
    </NeedsPermission>
  );
}

function Books() {
  const books = useAsk('ledger.books', {});
  const [chosen, choose] = useSearchParam('fund');
  const [view] = useSearchParam('view');
  const goTo = useGoTo();
  return (
    <Asked of="the books" query={books}>
      {({ rows }) => {
        const waiting =
          view === 'waiting'
            ? rows.find(({ waitingLocks }) => waitingLocks > 0)
            : view === 'journals'
              ? rows.find(({ waitingJournals }) => waitingJournals > 0)
              : undefined;
        const book = rows.find(({ fundId }) => fundId === chosen) ?? waiting ?? rows.find(({ isOpen }) => isOpen) ?? rows[0];
        if (!book)
          return (
            <Screen title="Ledger">
              <EmptyState
                title="No fund yet"
                text="Books are kept per fund. Add a fund first, then open its books here."
                action={<Button onClick={() => goTo('/funds')}>Go to Funds</Button>}
              />
            </Screen>
          );
        return <Book key={book.fundId} book={book} books={rows} onChoose={choose} />;
      }}
    </Asked>
  );
}

type BookProps = Readonly<{ book: BookRecord; books: readonly BookRecord[]; onChoose: (fundId: string | null) => void }>;

function Book({ book, books, onChoose }: BookProps) {
  const needs = useNeeds();
  const [dialog, setDialog] = useState<'journal' | 'revalue' | 'settle' | null>(null);
  const [wanted, want] = useSearchParam('do');
  const close = () => {
    setDialog(null);
    if (wanted !== null) want(null);
  };
  const blocked = [
    ...needs('ledger.post'),
    ...(book.isOpen ? [] : [{ text: 'The books of this fund are not open yet. Open them first.' }]),
  ];
  useScreenCommands(
    blocked.length === 0 ? [{ id: 'ledger.post', title: 'New journal', group: 'Ledger', keys: 'n', run: () => setDialog('journal') }] : [],
  );
  return (
    <Screen
      title="Ledger"
      description="Double entry per fund. What was posted stays; a correction is an entry of its own, linked to the first."
      aside={
        <Combobox
          aria-label="Fund"
          className="w-72"
          value={book.fundId}
          onChange={onChoose}
          options={books.map(({ fundId, fund, isOpen }) => ({ value: fundId, label: fund, ...(isOpen ? {} : { hint: 'no books yet' }) }))}
        />
      }
      actions={
        <>
          <Button icon={RefreshCw} reasons={blocked} onClick={() => setDialog('revalue')}>
            Revalue
          </Button>
          <Button icon={Coins} reasons={blocked} onClick={() => setDialog('settle')}>
            Settle
          </Button>
          <Button variant="primary" icon={Plus} reasons={blocked} onClick={() => setDialog('journal')}>
            New journal
          </Button>
        </>
      }
    >
      {book.isOpen ? <BookTabs book={book} /> : <OpenBooks book={book} />}
      {dialog === 'journal' && <NewJournalDialog book={book} onClose={close} />}
      {(dialog === 'revalue' || (wanted === 'revalue' && blocked.length === 0)) && <RevalueDialog book={book} onClose={close} />}
      {dialog === 'settle' && <SettleDialog book={book} onClose={close} />}
    </Screen>
  );
}

function BookTabs({ book }: Readonly<{ book: BookRecord }>) {
  const [tab, setTab] = useSearchParam('tab');
  return (
    <Tabs
      label="Ledger"
      value={tab ?? 'journal'}
      onChange={(next) => setTab(next === 'journal' ? null : next)}
      tabs={[
        { id: 'journal', label: 'Journal', count: book.entries, content: <JournalTab book={book} /> },
        { id: 'waiting', label: 'Waiting', count: book.waitingJournals, content: <WaitingTab book={book} /> },
        { id: 'balance', label: 'Trial balance', content: <TrialBalanceTab book={book} /> },
        { id: 'chart', label: 'Chart of accounts', content: <ChartTab book={book} /> },
        { id: 'files', label: 'Files', content: <FilesTab book={book} /> },
        { id: 'periods', label: 'Periods', count: book.waitingLocks, content: <PeriodsTab book={book} /> },
      ]}
    />
  );
}

function OpenBooks({ book }: Readonly<{ book: BookRecord }>) {
  const needs = useNeeds();
  const open = useCommand('ledger.openChart');
  const start = async () => {
    const reply = await open.run({ fundId: book.fundId });
    if (reply.ok) notify({ title: `The books of ${book.fund} are open`, text: `${reply.value.accounts} accounts`, tone: 'good' });
  };
  return (
    <>
      <EmptyState
        title={`${book.fund} has no books yet`}
        text={`They begin with a starter chart of accounts, in ${book.currency}. Accounts can be added to it; what was posted always stays.`}
        action={
          <Button variant="primary" reasons={needs('ledger.post')} busy={open.isPending} onClick={() => void start()}>
            Open the books
          </Button>
        }
      />
      <RefusalText>{open.sentence}</RefusalText>
    </>
  );
}

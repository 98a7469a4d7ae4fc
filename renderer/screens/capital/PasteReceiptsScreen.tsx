import { useMemo, useState } from 'react';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import { readSheet, type SheetColumn, type SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import type { FundId } from '#shared/ids.ts';
import type { ReceiptMethod } from '#shared/model/receipts.ts';
import { FundAndAccount, useFundChoice } from './FundAndAccount.tsx';
import { methodTitles } from './receiptText.ts';

type Matched = QueryOutput<'receipts.match'>['rows'][number];
type Row = Readonly<{ id: string; line: number; matched: Matched | undefined }>;
type Typed = Readonly<{ line: number; investor: string; reference: string; minor: bigint }>;

const ROWS = 300;
const AMOUNT = 'amount';
const lines = Array.from({ length: ROWS }, (_, index) => index + 1);
const rowId = ({ id }: Row): string => id;
const words: Readonly<Record<Matched['matchedBy'], string>> = {
  name: 'by name',
  reference: 'by reference',
  amount: 'by amount',
  nothing: 'nobody found',
  several: 'several fit',
};

const columnsOf = (currency: Currency): readonly SheetColumn<Row>[] => [
  { id: 'investor', header: 'Investor or payer', type: 'text', width: 190, grow: 1 },
  { id: 'reference', header: 'Reference', type: 'text', width: 150 },
  {
    id: AMOUNT,
    header: 'Amount',
    type: 'amount',
    currency,
    width: 150,
    total: true,
    check: (minor) => (minor !== null && minor <= 0n ? 'An amount that came in is above zero.' : undefined),
  },
  { id: 'found', header: 'Found', type: 'readonly', width: 240, grow: 2, value: ({ matched }) => foundText(matched) },
  { id: 'pays', header: 'Pays', type: 'readonly', width: 150, grow: 1, value: ({ matched }) => matched?.pays ?? '' },
];
const foundText = (matched: Matched | undefined): string =>
  matched ? `${matched.investor ? `${matched.investor}, ` : ''}${words[matched.matchedBy]}` : '';

/** Many receipts of one account and day: pasted from a spreadsheet, matched, looked at, then written together or not at all. */
export function PasteReceiptsScreen() {
  const goTo = useGoTo();
  const { today } = useMe();
  const [fund, setFund] = useSearchParam('fund');
  const [accountId, setAccount] = useState<string | null>(null);
  const [receivedOn, setReceivedOn] = useState<typeof today | null>(today);
  const [method, setMethod] = useState<ReceiptMethod>('wire');
  const choice = useFundChoice({ fundId: fund as FundId | null, accountId });
  return (
    <Screen
      title="Paste many receipts"
      breadcrumbs={[{ label: 'Receipts', goTo: () => goTo('/receipts') }, { label: 'Paste many' }]}
      description="Copy investor, reference and amount from a spreadsheet or bank list and paste them into the first cell. Nothing is written before you have seen what each row pays."
    >
      <NeedsPermission permission="receipts.record">
        <div className="grid max-w-4xl gap-3 sm:grid-cols-4">
          <FundAndAccount choice={choice} onFund={setFund} onAccount={setAccount} />
          <Field label="Received on" required>
            <DateInput value={receivedOn} max={today} onChange={(day) => setReceivedOn(day as typeof today | null)} />
          </Field>
          <Field label="Method" required>
            <Select value={method} onChange={(next) => setMethod(next as ReceiptMethod)} options={optionsOf(methodTitles)} />
          </Field>
        </div>
        {choice.fund && choice.account && receivedOn && (
          <Pasted
            key={`${choice.fund.fundId} ${choice.account.id} ${receivedOn}`}
            into={{ fundId: choice.fund.fundId, accountId: choice.account.id, receivedOn, method }}
            currency={choice.fund.currency}
          />
        )}
      </NeedsPermission>
    </Screen>
  );
}

type Into = Readonly<{ fundId: FundId; accountId: string; receivedOn: ReturnType<typeof useMe>['today']; method: ReceiptMethod }>;

function typedRows(columns: readonly SheetColumn<Row>[], rows: readonly Row[], draft: SheetDraft) {
  const { cells, problems } = readSheet(columns, rows, rowId, draft);
  const textOf = (id: string, column: string): string => cells[id]?.[column]?.text.trim() ?? '';
  const typed = rows.flatMap(({ id, line }): Typed[] => {
    const [investor, reference] = [textOf(id, 'investor'), textOf(id, 'reference')];
    const minor = cells[id]?.[AMOUNT]?.minor ?? null;
    return minor === null ? [] : [{ line, investor, reference, minor }];
  });
  const noAmount = rows.filter(({ id }) => textOf(id, AMOUNT) === '' && textOf(id, 'investor') !== '');
  return { typed, problems, noAmount };
}

type Pasting = Readonly<{ into: Into; currency: Currency }>;

/** What was typed, what it was matched to, and the two steps that follow: asking, then writing. */
function usePasted({ into, currency }: Pasting) {
  const goTo = useGoTo();
  const record = useCommand('receipts.recordMany');
  const [draft, setDraft] = useState<SheetDraft>({});
  const [matched, setMatched] = useState<readonly Matched[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [ids] = useState(() => lines.map(newId));
  const columns = useMemo(() => columnsOf(currency), [currency]);
  const rows = lines.map((line): Row => ({ id: String(line), line, matched: matched?.find((row) => row.line === line) }));
  const { typed, problems, noAmount } = typedRows(columns, rows, draft);
  const { fundId, accountId, receivedOn, method } = into;
  const change = (next: SheetDraft) => {
    setDraft(next);
    setMatched(null);
  };
  const ask = async () => {
    setTrouble(null);
    const wanted = typed.map(({ minor, ...row }) => ({ ...row, amount: { minor, currency } }));
    try {
      setMatched((await askOnce('receipts.match', { fundId, receivedOn, rows: wanted })).rows);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  const receiptOf = ({ line, investor, reference, minor }: Typed) => ({
    line,
    receiptId: ids[line - 1]!,
    receivedOn,
    method,
    reference,
    payer: investor,
    amount: { minor, currency },
    parts: [...(matched?.find((row) => row.line === line)?.parts ?? [])],
    secondOf: null,
  });
  const save = async () => {
    const reply = await record.run({ fundId, accountId, rows: typed.map(receiptOf) });
    if (!reply.ok) return;
    notify({ title: `Recorded ${reply.value.recorded} receipts`, tone: 'good' });
    goTo('/receipts');
  };
  const blocked = [
    ...(typed.length === 0 ? [{ text: 'Paste or type at least one row with an amount.' }] : []),
    ...problems.slice(0, 3).map(({ rowId: row, reason }) => ({ text: `Row ${row}: ${reason}` })),
    ...noAmount.slice(0, 3).map(({ line }) => ({ text: `Row ${line} has no amount.` })),
  ];
  return {
    columns,
    rows,
    draft,
    change,
    typed,
    matched,
    blocked,
    ask,
    save,
    isSaving: record.isPending,
    trouble: trouble ?? record.sentence,
  };
}

function Pasted({ into, currency }: Pasting) {
  const { columns, rows, draft, change, typed, matched, blocked, ask, save, isSaving, trouble } = usePasted({ into, currency });
  const sum = (all: readonly Readonly<{ minor: bigint }>[]) => ({ minor: all.reduce((total, { minor }) => total + minor, 0n), currency });
  const parts = (matched ?? []).flatMap((row) => row.parts);
  return (
    <div className="flex flex-col gap-3 pt-4">
      <Sheet
        label="Receipts to record"
        columns={columns}
        rows={rows}
        rowId={rowId}
        rowName={({ line }) => `Row ${line}`}
        draft={draft}
        onDraftChange={change}
        height={420}
      />
      {matched && (
        <TieOutBar
          source={sum(typed)}
          sourceLabel="Received"
          parts={[
            { label: 'Applied or held', amount: sum(parts.filter(({ kind }) => kind !== 'suspense')) },
            { label: 'To suspense', amount: sum(parts.filter(({ kind }) => kind === 'suspense')) },
          ]}
        />
      )}
      {trouble && <RefusalText>{trouble}</RefusalText>}
      <div className="flex gap-2">
        <Button variant={matched ? 'secondary' : 'primary'} reasons={blocked} onClick={() => void ask()}>
          Find what they pay
        </Button>
        <Button
          variant={matched ? 'primary' : 'secondary'}
          busy={isSaving}
          reasons={[...blocked, ...(matched ? [] : [{ text: 'First find what the rows pay.' }])]}
          onClick={() => void save()}
        >
          {`Record ${typed.length} ${typed.length === 1 ? 'receipt' : 'receipts'}`}
        </Button>
      </div>
    </div>
  );
}

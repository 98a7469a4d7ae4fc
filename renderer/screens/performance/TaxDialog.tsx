import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import { readSheet, type SheetColumn, type SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMe } from '#renderer/data/session.ts';
import { type FundHome, optionsOf } from '#renderer/screens/funds/fundText.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { type TaxKind, taxKindTitles } from '#shared/model/performance.ts';

type Row = Readonly<{ investorId: string; investor: string }>;
const rowId = ({ investorId }: Row) => investorId;
/** How far back a tax return is still corrected. */
const YEARS = 15;
const rowName = ({ investor }: Row) => investor;

/** One adjustment for a tax year, with an amount for each partner it concerns. */
export function TaxDialog({ fund, onClose }: Readonly<{ fund: FundHome['fund']; onClose: () => void }>) {
  const { today } = useMe();
  const [adjustmentId] = useState(newId);
  const [head, setHead] = useState<Head>({ taxYear: Number(today.slice(0, 4)) - 1, kind: 'unrealised', source: '', reason: '' });
  const { taxYear, kind, source, reason } = head;
  const [draft, setDraft] = useState<SheetDraft>({});
  const partners = useAsk('capital.partners', { fundId: fund.id });
  const adjust = useCommand('capital.adjustTax');
  const rows: readonly Row[] = partners.data?.rows ?? [];
  const columns: readonly SheetColumn<Row>[] = [
    { id: 'investor', header: 'Partner', type: 'readonly', value: ({ investor }) => investor, width: 280 },
    { id: 'minor', header: 'Adjustment', type: 'amount', currency: fund.currency, width: 220 },
  ];
  const read = readSheet(columns, rows, rowId, draft);
  const lines = rows.flatMap(({ investorId }) => {
    const minor = read.cells[investorId]?.minor?.minor ?? null;
    return minor === null || minor === 0n ? [] : [{ investorId, minor: String(minor) }];
  });
  const unmet = [
    ...(source.trim() === '' ? [{ text: 'Name the source: a workpaper, a return.' }] : []),
    ...(reason.trim() === '' ? [{ text: 'Give the reason.' }] : []),
    ...read.problems.map(({ reason: problem }) => ({ text: problem })),
    ...(lines.length === 0 ? [{ text: 'Enter an amount for at least one partner.' }] : []),
  ];
  const save = async () => {
    const reply = await adjust.run({ adjustmentId, fundId: fund.id, taxYear, kind, source, reason, lines });
    if (!reply.ok) return;
    notify({ title: `Tax capital of ${lines.length} partners was adjusted as of ${reply.value.effectiveOn}`, tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="large"
      title={`Adjust tax capital of ${fund.name}`}
      description="Tax capital is book capital plus these adjustments. They take effect on the last day of the tax year."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={adjust.isPending} reasons={unmet} onClick={() => void save()}>
            Record
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <HeadFields today={today} head={head} onHead={setHead} errors={adjust.fieldErrors} />
        <Sheet
          label="Adjustment by partner"
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowName={rowName}
          draft={draft}
          onDraftChange={setDraft}
        />
        <RefusalText>{adjust.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}

type Head = Readonly<{ taxYear: number; kind: TaxKind; source: string; reason: string }>;
type HeadFieldsProps = Readonly<{
  today: BusinessDate;
  head: Head;
  onHead: (head: Head) => void;
  errors: Readonly<Record<string, string>>;
}>;

function HeadFields({ today, head, onHead, errors }: HeadFieldsProps) {
  const years = Array.from({ length: YEARS }, (_, back) => String(Number(today.slice(0, 4)) - back)).map((year) => ({
    value: year,
    label: year,
  }));
  const change = (patch: Partial<Head>) => onHead({ ...head, ...patch });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Tax year" required error={errors.taxYear}>
        <Select value={String(head.taxYear)} onChange={(next) => change({ taxYear: Number(next) })} options={years} />
      </Field>
      <Field label="Kind" required>
        <Select value={head.kind} onChange={(next) => change({ kind: next as TaxKind })} options={optionsOf(taxKindTitles)} />
      </Field>
      <Field label="Source" required error={errors.source}>
        <TextInput value={head.source} onChange={(event) => change({ source: event.target.value })} />
      </Field>
      <Field label="Reason" required>
        <TextInput value={head.reason} onChange={(event) => change({ reason: event.target.value })} />
      </Field>
    </div>
  );
}

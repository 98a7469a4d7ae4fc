import { useMemo, useState } from 'react';
import { Sheet } from '../Sheet.tsx';
import type { SheetColumn, SheetDraft } from '../sheet/sheetDraft.ts';
import { Example } from './Example.tsx';
import { type Investor, investors, usd } from './sampleRecords.ts';

const columns: readonly SheetColumn<Investor>[] = [
  { id: 'name', header: 'Investor', type: 'readonly', value: (row) => row.name, grow: 2, width: 200 },
  {
    id: 'gross',
    header: 'Gross',
    type: 'amount',
    currency: usd,
    width: 150,
    value: (row) => row.commitment.minor / 100n,
    percentOf: (row) => row.commitment.minor,
    check: (minor) => (minor !== null && minor < 0n ? 'A gross amount cannot be negative. Use a recall instead.' : undefined),
  },
  { id: 'rate', header: 'Withholding', type: 'percent', width: 110, value: (_row) => '15' },
  { id: 'withheld', header: 'Withheld', type: 'amount', currency: usd, width: 150 },
  { id: 'note', header: 'Note', type: 'text', grow: 1, width: 140 },
];

export function SheetExamples() {
  const rows = useMemo(() => investors(180), []);
  const [draft, setDraft] = useState<SheetDraft>({
    'INV-000001': { withheld: '1.234' },
    'INV-000002': { withheld: '15000' },
    'INV-000003': { gross: '-5', note: 'Checked with counsel' },
  });
  return (
    <Example name="Sheet: paste from a spreadsheet, fill down, undo, errors by cell">
      <Sheet
        label="Distribution lines"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        draft={draft}
        onDraftChange={setDraft}
        height={320}
      />
    </Example>
  );
}

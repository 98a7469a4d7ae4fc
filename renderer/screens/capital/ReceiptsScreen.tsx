import { ClipboardPaste, Plus } from 'lucide-react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useMay } from '#renderer/data/session.ts';
import { AgeingTab } from './AgeingTab.tsx';
import { ReceiptTable } from './ReceiptTable.tsx';

export function ReceiptsScreen() {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const [tab, setTab] = useSearchParam('tab');
  const record = () => goTo('/receipts/new');
  useScreenCommands(
    may('receipts.record')
      ? [
          { id: 'receipts.record', title: 'Record a receipt', group: 'Receipts', keys: 'n', run: record },
          { id: 'receipts.paste', title: 'Paste many receipts', group: 'Receipts', keys: 'm', run: () => goTo('/receipts/paste') },
        ]
      : [],
  );
  const height = useTableHeight(244);
  return (
    <Screen
      title="Receipts"
      description="Money that came in for capital calls: what it paid, what nobody has claimed yet, and who is late."
      actions={
        <>
          <Button icon={ClipboardPaste} reasons={needs('receipts.record')} onClick={() => goTo('/receipts/paste')}>
            Paste many
          </Button>
          <Button variant="primary" icon={Plus} reasons={needs('receipts.record')} onClick={record}>
            Record a receipt
          </Button>
        </>
      }
    >
      <NeedsPermission permission="receipts.view">
        <Tabs
          label="Receipts"
          value={tab ?? 'all'}
          onChange={(next) => setTab(next === 'all' ? null : next)}
          tabs={[
            { id: 'all', label: 'All receipts', content: <ReceiptTable height={height} /> },
            { id: 'suspense', label: 'In suspense', content: <ReceiptTable height={height} inSuspense /> },
            { id: 'ageing', label: 'Ageing', content: <AgeingTab /> },
          ]}
        />
      </NeedsPermission>
    </Screen>
  );
}

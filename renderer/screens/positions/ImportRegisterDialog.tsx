import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Dealer, dayField, reasonField, textIn, useDeal } from './DealDialogs.tsx';
import { PreviewedDialog } from './PreviewedDialog.tsx';
import { unitsOf } from './positionText.ts';
import { readRegisterRows } from './registerRows.ts';

type Known = QueryOutput<'investors.list'>['rows'];

/** Every investor of the house, page by page: a register may name any of them. */
async function everyInvestor(): Promise<Known> {
  const rows: Known[number][] = [];
  let after: string | undefined;
  do {
    const page = await askOnce('investors.list', { limit: 500, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}

export function ImportRegisterDialog(deal: Dealer) {
  const { classField, initial, classOf, eventOf } = useDeal(deal);
  return (
    <PreviewedDialog
      name="positions.importRegister"
      title={`Take over a register of ${deal.classes[0]!.fund}`}
      description="Every lot as the administrator before kept it, with its date and cost. The register alone: nothing is posted to the books; opening balances are a journal of their own."
      saveLabel="Take over"
      initial={initial}
      fields={[
        classField,
        { ...dayField, label: 'Held at the end of' },
        {
          id: 'rows',
          label: 'Rows from a spreadsheet',
          kind: 'area',
          hint: 'Paste columns: investor as named here, units, cost, acquired on (2024-05-31), price date or empty. One row per lot.',
          required: true,
        },
        reasonField,
      ]}
      inputOf={async (values) => {
        const read = readRegisterRows(values.rows ?? '', await everyInvestor(), classOf(values));
        return 'problem' in read ? read : { input: { ...eventOf(values), rows: [...read.rows] } };
      }}
      shown={(output, values) => [
        { label: 'Class', value: classOf(values).name },
        { label: 'Lots', value: String(output.lots) },
        { label: 'Units', value: unitsOf(output.units, classOf(values).unitDigits) },
        { label: 'Cost', value: <MoneyText amount={output.cost} /> },
        { label: 'From', value: textIn(values)('effectiveOn') },
        { label: 'Books', value: 'Nothing is posted' },
      ]}
      onClose={deal.onClose}
    />
  );
}

import { useState } from 'react';
import { type BusinessDate, businessDate } from '#shared/dates.ts';
import { DateInput } from '../DateInput.tsx';
import { Field } from '../Field.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { MoneyInput } from '../MoneyInput.tsx';
import { MoneyText } from '../MoneyText.tsx';
import { TextInput } from '../TextInput.tsx';
import { TieOutBar } from '../TieOutBar.tsx';
import { Wizard } from '../Wizard.tsx';
import { Example } from './Example.tsx';
import { dollars, usd } from './sampleRecords.ts';

export function WizardExamples() {
  const [current, setCurrent] = useState('basis');
  const [source, setSource] = useState<bigint | null>(100_000_000n);
  const [date, setDate] = useState<BusinessDate | null>(businessDate('2026-06-30'));
  const total = dollars(source ?? 0n);
  const withheld = dollars(total.minor / 10n);
  const net = dollars(total.minor - withheld.minor);
  const basis = (
    <div className="flex max-w-104 flex-col gap-4">
      <Field label="Title" required>
        <TextInput defaultValue="Q2 2026 distribution" />
      </Field>
      <Field label="Source" required>
        <MoneyInput value={source} currency={usd} onChange={setSource} />
      </Field>
      <Field label="Payable on" required>
        <DateInput value={date} onChange={setDate} />
      </Field>
    </div>
  );
  return (
    <Example name="Wizard">
      <div className="h-130 overflow-hidden rounded-card border border-line bg-surface">
        <Wizard
          title="New distribution"
          current={current}
          onCurrentChange={setCurrent}
          steps={[
            { id: 'basis', title: 'Basis', content: basis, unmet: source === null ? [{ text: 'Enter the source amount.' }] : [] },
            { id: 'lines', title: 'Lines', content: <TextInput aria-label="A note that survives going back" /> },
            {
              id: 'tax',
              title: 'Withholding',
              content: <p>Rates by investor.</p>,
              unmet: [{ text: 'Two investors have no tax form.', goTo: () => setCurrent('tax') }],
            },
          ]}
          preview={
            <>
              <h3 className="mb-2 font-medium text-small text-muted">What each step comes to</h3>
              <KeyValueList
                items={[
                  { label: 'Investors', value: '180' },
                  { label: 'Net', value: <MoneyText amount={net} /> },
                  { label: 'Withheld', value: <MoneyText amount={withheld} /> },
                ]}
              />
            </>
          }
          tieOut={
            <TieOutBar
              source={total}
              stages={[{ label: 'Allocated', amount: total }]}
              parts={[
                { label: 'Net', amount: net },
                { label: 'Withheld', amount: withheld },
              ]}
            />
          }
          lastPage={<p>180 payments and one entry of 181 postings will be written.</p>}
          finish={{ label: 'Submit for approval', onFinish: () => {} }}
          onLeave={() => {}}
          saved="Draft saved 14:02"
        />
      </div>
    </Example>
  );
}

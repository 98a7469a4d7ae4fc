import { Search } from 'lucide-react';
import { useState } from 'react';
import { currency } from '#shared/currencies.ts';
import { type BusinessDate, businessDate } from '#shared/dates.ts';
import { Checkbox } from '../Checkbox.tsx';
import { Combobox } from '../Combobox.tsx';
import { DateInput } from '../DateInput.tsx';
import { Field } from '../Field.tsx';
import { MoneyInput } from '../MoneyInput.tsx';
import { NumberInput } from '../NumberInput.tsx';
import { PasswordInput } from '../PasswordInput.tsx';
import { RadioGroup } from '../RadioGroup.tsx';
import { Select } from '../Select.tsx';
import { Switch } from '../Switch.tsx';
import { Textarea } from '../Textarea.tsx';
import { TextInput } from '../TextInput.tsx';
import { Example } from './Example.tsx';
import { investors } from './sampleRecords.ts';

const funds = [
  { value: 'g1', label: 'Harbor Growth I', hint: 'USD, 2019' },
  { value: 'g2', label: 'Harbor Growth II', hint: 'USD, 2023' },
  { value: 'c1', label: 'Harbor Credit', hint: 'EUR, 2021' },
];
const usd = currency('USD');

export function FieldExamples() {
  return (
    <>
      <Example name="Text, passphrase, number, money, date">
        <TextFields />
      </Example>
      <Example name="Select, Combobox, RadioGroup">
        <ChoiceFields />
      </Example>
      <Example name="Checkbox, Switch">
        <Toggles />
      </Example>
    </>
  );
}

function TextFields() {
  const [count, setCount] = useState<number | null>(15);
  const [amount, setAmount] = useState<bigint | null>(-123_450n);
  const [problem, setProblem] = useState<string | null>(null);
  const [date, setDate] = useState<BusinessDate | null>(businessDate('2026-06-30'));
  return (
    <div className="grid max-w-200 grid-cols-2 gap-x-6 gap-y-4">
      <Field label="Legal name" required hint="As it stands in the register.">
        <TextInput defaultValue="Alder Pension Fund" />
      </Field>
      <Field label="Short name" error="“Alder” is already used by Alder Holdings. Choose another.">
        <TextInput defaultValue="Alder" />
      </Field>
      <Field label="Search">
        <TextInput icon={Search} placeholder="Name, account or reference" />
      </Field>
      <Field label="Read-only">
        <TextInput readOnly value="CLW-2026-0007" onChange={() => {}} />
      </Field>
      <Field label="Passphrase" required>
        <PasswordInput defaultValue="correct horse battery" />
      </Field>
      <Field label="Lock after" hint="Idle minutes before the workspace locks." required>
        <NumberInput value={count} onChange={setCount} min={1} max={240} suffix="minutes" />
      </Field>
      <Field label="Amount" required error={problem} hint="(1,234.50), 1.234,50 and 12.5m are understood.">
        <MoneyInput value={amount} currency={usd} onChange={setAmount} onTextError={setProblem} />
      </Field>
      <Field label="Effective on" required>
        <DateInput value={date} onChange={setDate} today={businessDate('2026-06-18')} />
      </Field>
      <div className="col-span-2">
        <Field label="Reason" hint="Stays in the audit log.">
          <Textarea placeholder="Why this is changed" />
        </Field>
      </div>
    </div>
  );
}

function ChoiceFields() {
  const [fund, setFund] = useState<string | null>('g1');
  const [investor, setInvestor] = useState<string | null>(null);
  const [rounding, setRounding] = useState('largest');
  return (
    <div className="grid max-w-200 grid-cols-2 gap-x-6 gap-y-4">
      <Field label="Fund" required>
        <Select value={fund} onChange={setFund} options={funds} />
      </Field>
      <Field label="Nothing chosen yet" required error="Choose a fund to go on.">
        <Select value={null} onChange={() => {}} options={funds} placeholder="Choose a fund" />
      </Field>
      <Field label="Investor" required>
        <Combobox
          value={investor}
          onChange={setInvestor}
          clearable
          options={investors(180).map(({ id, name }) => ({ value: id, label: name, hint: id }))}
        />
      </Field>
      <span />
      <RadioGroup
        label="Leftover cents go to"
        value={rounding}
        onChange={setRounding}
        options={[
          { value: 'largest', label: 'The largest fraction', hint: 'Ties to the earliest in the register.' },
          { value: 'last', label: 'The last holder' },
        ]}
      />
      <RadioGroup
        label="Negatives"
        direction="row"
        value="minus"
        onChange={() => {}}
        options={[
          { value: 'minus', label: '−1,234.50' },
          { value: 'parens', label: '(1,234.50)' },
        ]}
      />
    </div>
  );
}

function Toggles() {
  const [on, setOn] = useState(true);
  const blocked = [{ text: 'Only an owner can change this.', goTo: () => {} }];
  return (
    <div className="grid max-w-200 grid-cols-2 gap-x-10 gap-y-4">
      <Checkbox checked={on} onChange={setOn} label="Send notices by mail" hint="To every contact of the investor." />
      <Switch checked={on} onChange={setOn} label="Second approver" hint="Payments need a person who did not prepare them." />
      <Checkbox checked={false} indeterminate onChange={() => {}} label="Some of the funds" />
      <Switch checked={!on} onChange={() => setOn(!on)} label="Lock on suspend" />
      <Checkbox checked onChange={() => {}} label="Keep the log" reasons={blocked} />
      <Switch checked={false} onChange={() => {}} label="Automatic updates" reasons={blocked} />
    </div>
  );
}

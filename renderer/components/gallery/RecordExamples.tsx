import { currency } from '#shared/currencies.ts';
import { businessDate, instant } from '#shared/dates.ts';
import { Badge } from '../Badge.tsx';
import { DateText } from '../DateText.tsx';
import { HashBadge } from '../HashBadge.tsx';
import { KeyValueList } from '../KeyValueList.tsx';
import { MoneyText } from '../MoneyText.tsx';
import { ReadinessList } from '../ReadinessList.tsx';
import { SecretWords } from '../SecretWords.tsx';
import { StatTile } from '../StatTile.tsx';
import { TieOutBar } from '../TieOutBar.tsx';
import { Example } from './Example.tsx';
import { dollars } from './sampleRecords.ts';

const hash = '9f2c4d71a0be55c3d8417ff6c1b7da3e7c0d1f92ab44e6b8905d23c7f1e8a640';
const words =
  'abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual';

export function RecordExamples() {
  return (
    <>
      <Example name="Badge">
        <div className="flex flex-wrap gap-2">
          <Badge tone="good">Paid</Badge>
          <Badge tone="warn">To approve</Badge>
          <Badge tone="bad">Returned</Badge>
          <Badge tone="info">Sent</Badge>
          <Badge tone="accent">Running</Badge>
          <Badge>Draft</Badge>
        </div>
      </Example>
      <Example name="MoneyText, DateText, HashBadge">
        <KeyValueList
          columns={2}
          items={[
            { label: 'US dollars', value: <MoneyText amount={dollars(123_456_789n)} /> },
            { label: 'Yen', value: <MoneyText amount={{ minor: 4_500_000n, currency: currency('JPY') }} /> },
            { label: 'Minus', value: <MoneyText amount={dollars(-123_450n)} tone /> },
            { label: 'Parentheses', value: <MoneyText amount={dollars(-123_450n)} negative="parens" showCurrency={false} /> },
            { label: 'Civil date', value: <DateText date={businessDate('2026-06-30')} /> },
            { label: 'Instant', value: <DateText date={instant('2026-06-30T14:05:00.000Z')} /> },
            { label: 'Content hash', value: <HashBadge hash={hash} />, help: 'An approval is bound to this.' },
          ]}
        />
      </Example>
      <Example name="StatTile">
        <div className="grid grid-cols-4 gap-3">
          <StatTile label="To approve" value="7" tone="warn" detail="3 due today" action={{ label: 'Review', onClick: () => {} }} />
          <StatTile label="Unmatched" value="12" tone="bad" detail="USD 48,210.00" action={{ label: 'Match', onClick: () => {} }} />
          <StatTile
            label="Paid this month"
            value={<MoneyText amount={dollars(340_000_000n)} showCurrency={false} />}
            detail="1,204 payments"
          />
          <StatTile
            label="Audit chain"
            value="Intact"
            tone="good"
            detail="checked 4 minutes ago"
            action={{ label: 'Verify again', onClick: () => {} }}
          />
        </div>
      </Example>
      <ProofExamples />
    </>
  );
}

function ProofExamples() {
  return (
    <>
      <Example name="TieOutBar">
        <div className="flex flex-col gap-3">
          <TieOutBar
            source={dollars(100_000_000n)}
            stages={[
              { label: 'Allocated', amount: dollars(100_000_000n) },
              { label: 'Gross', amount: dollars(100_000_000n) },
            ]}
            parts={[
              { label: 'Net', amount: dollars(82_000_000n) },
              { label: 'Withheld', amount: dollars(12_000_000n) },
              { label: 'Reinvested', amount: dollars(5_000_000n) },
              { label: 'Held', amount: dollars(1_000_000n) },
            ]}
          />
          <TieOutBar
            source={dollars(10_000n)}
            stages={[{ label: 'Allocated', amount: dollars(9_999n) }]}
            parts={[
              { label: 'Net', amount: dollars(9_000n) },
              { label: 'Withheld', amount: dollars(1_001n) },
            ]}
          />
        </div>
      </Example>
      <Example name="ReadinessList">
        <div className="max-w-140">
          <ReadinessList
            items={[
              {
                id: 'accounts',
                text: 'Every investor has a bank account',
                met: false,
                detail: 'Birch Trust 4 and Yew Endowment 2 have none.',
                goTo: () => {},
              },
              { id: 'ties', text: 'The allocation ties to the source', met: true },
              { id: 'period', text: 'The period is open', met: true },
            ]}
          />
        </div>
      </Example>
      <Example name="SecretWords">
        <div className="max-w-160">
          <SecretWords words={words.split(' ')} onPrint={() => {}} />
        </div>
      </Example>
    </>
  );
}

import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { ReadinessList } from '#renderer/components/ReadinessList.tsx';
import { percentText } from '#renderer/screens/funds/fundText.ts';
import { formatMoney } from '#shared/money.ts';
import { type FundCheck, people } from './allocationText.ts';

/** Every rule of one fund, failed ones first, each with what to do next. */
export function RuleChecks({ check }: Readonly<{ check: FundCheck }>) {
  return (
    <ReadinessList
      title={`Rules of ${check.fund}`}
      items={check.checks.map(({ check: id, title, limit, problem }) => ({
        id,
        text: limit === null ? title : `${title}: ${formatMoney(limit)}`,
        met: problem === null,
        detail: problem ?? undefined,
      }))}
    />
  );
}

/** What the fund has, and how much of it the rules leave. */
export function FundRoom({ check }: Readonly<{ check: FundCheck }>) {
  const { commitments, called, reserved, available, room, share } = check;
  return (
    <KeyValueList
      items={[
        { label: 'Commitments', value: <MoneyText amount={commitments} /> },
        { label: 'Called so far', value: <MoneyText amount={called} /> },
        { label: 'Held by other allocations', value: <MoneyText amount={reserved} />, help: 'Allocated and not called yet.' },
        { label: 'Available', value: <MoneyText amount={available} />, help: 'Commitments less called less held.' },
        { label: 'Room under every rule', value: <MoneyText amount={room} /> },
        ...(share === null ? [] : [{ label: 'This amount', value: `${percentText(share, 2)} of commitments` }]),
      ]}
    />
  );
}

/** Beside the wizard: each fund with its verdict, kept in view while somebody types. */
export function FundVerdicts({ funds, onFit }: Readonly<{ funds: readonly FundCheck[]; onFit: (check: FundCheck) => void }>) {
  return (
    <ul className="flex flex-col gap-3">
      {funds.map((check) => {
        const failed = check.checks.filter(({ problem }) => problem !== null);
        return (
          <li key={check.fundId} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3">
            <span className="flex items-start justify-between gap-2">
              <span className="font-medium text-ui">{check.fund}</span>
              <Badge tone={failed.length === 0 ? 'good' : 'bad'}>
                {failed.length === 0 ? 'Passes every rule' : failed.length === 1 ? '1 rule fails' : `${failed.length} rules fail`}
              </Badge>
            </span>
            <p className="text-muted text-small">
              Room for <MoneyText amount={check.room} />; needs the approval of {people(check.approversNeeded)}.
            </p>
            {failed.some(({ limit }) => limit !== null) && check.room.minor > 0n && (
              <div>
                <Button size="small" onClick={() => onFit(check)}>
                  Use the room there is
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

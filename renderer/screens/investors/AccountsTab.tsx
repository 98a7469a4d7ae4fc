import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Card } from '#renderer/components/Card.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { CaseDrawer } from './CaseDrawer.tsx';
import { CaseTable } from './CaseTable.tsx';
import { EndAccountDialog } from './EndAccountDialog.tsx';
import { type AccountView, accountBadge, type InvestorHome } from './investorText.ts';
import { type PayeeOrder, RequestPayeeDialog } from './RequestPayeeDialog.tsx';

const endedBadge = { text: 'Ended', tone: 'warn' } as const;
const openStates = ['requested', 'callbackRecorded', 'approved'];

export function AccountsTab({ home }: Readonly<{ home: InvestorHome }>) {
  const needs = useNeeds();
  const [order, setOrder] = useState<PayeeOrder | null>(null);
  const [ending, setEnding] = useState<AccountView | null>(null);
  const [openCase, setOpenCase] = useState<string | null>(null);
  const waiting = home.cases.find(({ state }) => openStates.includes(state));
  const reasons: readonly Reason[] = [
    ...needs('investors.payeeChange'),
    ...(waiting ? [{ text: 'A payee change of this investor is still open. Finish it first.', goTo: () => setOpenCase(waiting.id) }] : []),
  ];
  return (
    <>
      <Section
        title="Bank accounts"
        description="An account is never typed over: each new or changed one is a case with a callback, a rest and a second person."
        actions={
          <Button size="small" icon={Plus} reasons={reasons} onClick={() => setOrder({ kind: 'new' })}>
            Request a new account…
          </Button>
        }
      >
        {home.accounts.length === 0 ? (
          <EmptyState title="No bank account yet" text="Request one: it can be paid to once it was called back, rested and approved." />
        ) : (
          <ul className="grid gap-3 lg:grid-cols-2">
            {home.accounts.map((account) => (
              <li key={account.id}>
                <AccountCard
                  account={account}
                  reasons={ownReasons(home, account, reasons)}
                  endReasons={[...needs('investors.payeeCallback'), ...reasons]}
                  onOrder={setOrder}
                  onEnd={() => setEnding(account)}
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Payee changes">
        <CaseTable cases={home.cases} onOpen={setOpenCase} height={Math.min(360, 130 + home.cases.length * 34)} />
      </Section>
      {order && <RequestPayeeDialog investor={home.investor} order={order} onClose={() => setOrder(null)} onRequested={setOpenCase} />}
      {ending && <EndAccountDialog account={ending} onClose={() => setEnding(null)} />}
      {openCase !== null && <CaseDrawer caseId={openCase} onClose={() => setOpenCase(null)} />}
    </>
  );
}

const ownReasons = ({ investor }: InvestorHome, { ofId }: AccountView, reasons: readonly Reason[]): readonly Reason[] =>
  ofId === investor.id
    ? reasons
    : [...reasons, { text: 'This account belongs to a merged record. Undo the merge, or request it anew here.' }];

type AccountCardProps = Readonly<{
  account: AccountView;
  reasons: readonly Reason[];
  endReasons: readonly Reason[];
  onOrder: (order: PayeeOrder) => void;
  onEnd: () => void;
}>;

function AccountCard({ account, reasons, endReasons, onOrder, onEnd }: AccountCardProps) {
  const { text, tone } = account.ended ? endedBadge : accountBadge[account.state];
  return (
    <Card>
      <p className="mb-2 flex flex-wrap items-center gap-2 text-ui">
        <span className="font-medium">{account.bankName}</span>
        <Badge tone={tone}>{text}</Badge>
        {account.verifiedOn && (
          <span className="text-muted text-small">
            verified by callback, <DateText date={account.verifiedOn} />
          </span>
        )}
      </p>
      <AccountFacts account={account} />
      {account.ended && (
        <p className="mt-2 text-small">
          Ended on <DateText date={account.ended.on} />: {account.ended.reason}. Money is held until a payee change names another account.
        </p>
      )}
      {account.state === 'inForce' && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="small" reasons={reasons} onClick={() => onOrder({ kind: 'replace', account })}>
            Change account at {account.bankName}…
          </Button>
          <Button size="small" reasons={reasons} onClick={() => onOrder({ kind: 'useFor', account })}>
            Use {account.bankName} for more…
          </Button>
          <Button size="small" variant="danger" reasons={endReasons} onClick={onEnd}>
            End account at {account.bankName}…
          </Button>
        </div>
      )}
    </Card>
  );
}

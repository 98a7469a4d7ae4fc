import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam, useSearchParam } from '#renderer/app/navigate.ts';
import { RecordHistory } from '#renderer/app/RecordHistory.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { InvestorCommitmentsTab } from '#renderer/screens/commitments/InvestorCommitmentsTab.tsx';
import { CapitalTab } from '#renderer/screens/performance/CapitalTab.tsx';
import { InvestorPositionsTab } from '#renderer/screens/positions/InvestorPositionsTab.tsx';
import type { InvestorId } from '#shared/ids.ts';
import { AccountsTab } from './AccountsTab.tsx';
import { AgreementsTab } from './AgreementsTab.tsx';
import { ContactsTab } from './ContactsTab.tsx';
import { ElectionsTab } from './ElectionsTab.tsx';
import { EditInvestorDialog } from './InvestorDialog.tsx';
import { type InvestorHome, statusBadge } from './investorText.ts';
import { OverviewTab } from './OverviewTab.tsx';
import { StandingTab } from './StandingTab.tsx';
import { StatusDialog } from './StatusDialog.tsx';

export function InvestorScreen() {
  const investorId = useParam('investorId');
  const home = useAsk('investors.home', { investorId: investorId as InvestorId });
  return (
    <NeedsPermission permission="investors.view">
      <Asked of="this investor" query={home}>
        {(data) => <InvestorPage key={data.investor.id} home={data} />}
      </Asked>
    </NeedsPermission>
  );
}

function InvestorPage({ home }: Readonly<{ home: InvestorHome }>) {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const [tab, setTab] = useSearchParam('tab');
  const [acting, setActing] = useState<'edit' | 'status' | null>(null);
  const { investor } = home;
  const close = () => setActing(null);
  return (
    <Screen
      title={investor.name}
      breadcrumbs={[{ label: 'Investors', goTo: () => goTo('/investors') }]}
      aside={<Badge tone={statusBadge[investor.status].tone}>{statusBadge[investor.status].text}</Badge>}
      actions={
        <>
          <Button icon={Pencil} reasons={needs('investors.edit')} onClick={() => setActing('edit')}>
            Correct…
          </Button>
          <Button
            variant={investor.status === 'active' ? 'danger' : 'primary'}
            reasons={statusReasons(home, needs('investors.edit'))}
            onClick={() => setActing('status')}
          >
            {investor.status === 'active' ? 'Deactivate…' : 'Activate'}
          </Button>
        </>
      }
    >
      <Notes home={home} />
      <Tabs
        label="About this investor"
        value={tab ?? 'overview'}
        onChange={(next) => setTab(next === 'overview' ? null : next)}
        tabs={[
          { id: 'overview', label: 'Overview', content: <OverviewTab home={home} /> },
          { id: 'commitments', label: 'Commitments', content: <InvestorCommitmentsTab investorId={investor.id} /> },
          { id: 'positions', label: 'Positions', content: <InvestorPositionsTab investorId={investor.id} /> },
          ...(may('capital.view') ? [{ id: 'capital', label: 'Capital', content: <CapitalTab home={home} /> }] : []),
          { id: 'people', label: 'Contacts', count: home.contacts.length, content: <ContactsTab home={home} /> },
          { id: 'standing', label: 'Tax and KYC', content: <StandingTab home={home} /> },
          { id: 'accounts', label: 'Bank accounts', count: home.accounts.length, content: <AccountsTab home={home} /> },
          { id: 'elections', label: 'Elections', content: <ElectionsTab investorId={investor.id} name={investor.name} /> },
          { id: 'agreements', label: 'Side letters and documents', count: home.terms.length, content: <AgreementsTab home={home} /> },
          ...(may('audit.view')
            ? [
                {
                  id: 'history',
                  label: 'History',
                  content: (
                    <RecordHistory
                      entity="investor"
                      id={investor.id}
                      of="this investor"
                      emptyText="Every step on this investor appears here, with its hash in the log."
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {acting === 'edit' && <EditInvestorDialog investor={investor} onClose={close} />}
      {acting === 'status' && <StatusDialog investor={investor} onClose={close} />}
    </Screen>
  );
}

type Reasons = ReturnType<ReturnType<typeof useNeeds>>;

/** Why the status cannot be moved now: a right that is missing, or KYC. */
function statusReasons({ investor, kyc }: InvestorHome, needs: Reasons): Reasons {
  if (investor.status === 'removed') return [...needs, { text: 'This investor was taken back with its import.' }];
  if (investor.status === 'active' || kyc.state === 'approved') return needs;
  return [...needs, { text: 'KYC must be approved before the investor can be active. Complete it under “Tax and KYC”.' }];
}

function Notes({ home: { blocks, openedAs, aliases, investor } }: Readonly<{ home: InvestorHome }>) {
  const opened = aliases.find(({ id }) => id === openedAs);
  if (blocks.length === 0 && !opened) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {opened && (
        <Callout tone="info">{`${opened.name} was merged into ${investor.name}; this is the record that stands for both.`}</Callout>
      )}
      {blocks.length > 0 && (
        <Callout tone="warn" title="No money moves for this investor while:">
          <ul className="list-disc ps-4">
            {blocks.map((block) => (
              <li key={block}>{block}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Card } from '#renderer/components/Card.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { useMe } from '#renderer/data/session.ts';
import { kycLifecycle } from '#shared/model/investors.ts';
import { movesFrom } from '#shared/model/lifecycle.ts';
import { classificationText, formBadge, type InvestorHome, kycBadge, percentText } from './investorText.ts';
import { KycDialog, type KycMove, kycMoves } from './KycDialog.tsx';
import { Revealable } from './Revealable.tsx';
import { TaxDialog } from './TaxDialog.tsx';

const riskText = { low: 'Low', medium: 'Medium', high: 'High' } as const;

export function StandingTab({ home }: Readonly<{ home: InvestorHome }>) {
  const needs = useNeeds();
  const [acting, setActing] = useState<KycMove | 'tax' | null>(null);
  const close = () => setActing(null);
  return (
    <>
      <KycSection home={home} onMove={setActing} />
      <Section
        title="Tax profiles"
        description="Each holds from its day on; the end of a form follows from the day it was signed."
        actions={
          <Button size="small" icon={Plus} reasons={needs('investors.edit')} onClick={() => setActing('tax')}>
            Record tax profile…
          </Button>
        }
      >
        <TaxList tax={home.tax} />
      </Section>
      {acting === 'tax' && <TaxDialog investor={home.investor} onClose={close} />}
      {acting !== null && acting !== 'tax' && <KycDialog home={home} move={acting} onClose={close} />}
    </>
  );
}

function KycSection({ home: { kyc }, onMove }: Readonly<{ home: InvestorHome; onMove: (move: KycMove) => void }>) {
  const needs = useNeeds();
  const { today } = useMe();
  const moves = movesFrom(kycLifecycle, kyc.state).filter(({ name }) => name !== 'expire');
  return (
    <Section
      title="KYC and AML"
      actions={moves.map(({ name }) => (
        <Button key={name} size="small" reasons={needs('investors.kyc')} onClick={() => onMove(name as KycMove)}>
          {kycMoves[name as KycMove].title}…
        </Button>
      ))}
    >
      <KeyValueList
        columns={2}
        items={[
          { label: 'State', value: <Badge tone={kycBadge[kyc.state].tone}>{kycBadge[kyc.state].text}</Badge> },
          { label: 'Risk', value: kyc.risk ? riskText[kyc.risk] : <span className="text-muted">Not rated</span> },
          { label: 'Approved on', value: kyc.approvedOn ? <DateText date={kyc.approvedOn} /> : <span className="text-muted">Never</span> },
          {
            label: 'Expires on',
            value: kyc.expiresOn ? <DateText date={kyc.expiresOn} /> : <span className="text-muted">No expiry</span>,
            ...(kyc.due && kyc.expiresOn !== null && kyc.expiresOn >= today ? { help: 'Start the next review now.' } : {}),
          },
          { label: 'Note', value: kyc.note || <span className="text-muted">None</span> },
        ]}
      />
    </Section>
  );
}

function TaxList({ tax }: Readonly<{ tax: InvestorHome['tax'] }>) {
  if (tax.length === 0)
    return <EmptyState title="No tax profile yet" text="Record the classification and the W-9 or W-8 that withholding rests on." />;
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {tax.toReversed().map((profile) => (
        <li key={profile.id}>
          <Card>
            <p className="mb-2 flex flex-wrap items-center gap-2 text-ui">
              <span className="font-medium">{profile.form ?? 'No form'}</span>
              <Badge tone={formBadge[profile.state].tone}>{formBadge[profile.state].text}</Badge>
              {profile.inForce && <Badge tone="accent">In force</Badge>}
            </p>
            <KeyValueList
              items={[
                { label: 'From', value: <DateText date={profile.fromOn} /> },
                {
                  label: 'Person',
                  value: `${classificationText[profile.classification]}, ${profile.usPerson ? 'US person' : `foreign person (${profile.country})`}`,
                },
                ...(profile.signedOn ? [{ label: 'Signed on', value: <DateText date={profile.signedOn} /> }] : []),
                {
                  label: 'Ends on',
                  value: profile.expiresOn ? <DateText date={profile.expiresOn} /> : 'Until circumstances change',
                },
                ...(profile.treatyCountry && profile.treatyRate
                  ? [{ label: 'Treaty', value: `${profile.treatyCountry} at ${percentText(profile.treatyRate)}` }]
                  : []),
                {
                  label: 'Taxpayer id',
                  value: profile.tinMasked ? (
                    <Revealable masked={profile.tinMasked} entity="taxProfile" entityId={profile.id} field="tin" what="the taxpayer id" />
                  ) : (
                    <span className="text-muted">Not recorded</span>
                  ),
                },
              ]}
            />
          </Card>
        </li>
      ))}
    </ul>
  );
}

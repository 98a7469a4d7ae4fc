import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useAsk, useAskAll } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useDraft } from '#renderer/data/draft.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { InvestorId } from '#shared/ids.ts';
import type { HoldingRecord, TransferWork } from './commitmentText.ts';
import { TransferSides } from './TransferSides.tsx';
import { HoldingStep, TermsStep } from './TransferSteps.tsx';
import { emptyTransfer, holdingGaps, type TransferDraft, termGaps } from './transferDraft.ts';

export function TransferDraftScreen() {
  const goTo = useGoTo();
  const holdings = useAskAll('commitments.holdings', {});
  return (
    <Screen title="New transfer" breadcrumbs={[{ label: 'Commitments', goTo: () => goTo('/commitments') }, { label: 'New transfer' }]} fill>
      <NeedsPermission permission="commitments.edit">
        <Asked of="the commitments" query={holdings}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState
                title="Nothing to transfer"
                text="A transfer moves a commitment. Hold a first closing before."
                action={<Button onClick={() => goTo('/commitments/closings/new')}>New closing</Button>}
              />
            ) : (
              <TransferWizard holdings={rows} />
            )
          }
        </Asked>
      </NeedsPermission>
    </Screen>
  );
}

/** The holding the address asks for, where a person came from one. */
function useAskedHolding(holdings: readonly HoldingRecord[]): HoldingRecord | undefined {
  const [fund] = useSearchParam('fund');
  const [fundClass] = useSearchParam('class');
  const [from] = useSearchParam('from');
  return holdings.find(({ fundId, classId, investorId }) => fundId === fund && classId === fundClass && investorId === from);
}

function TransferWizard({ holdings }: Readonly<{ holdings: readonly HoldingRecord[] }>) {
  const { today } = useMe();
  const goTo = useGoTo();
  const may = useMay();
  const asked = useAskedHolding(holdings);
  const [transferId] = useState(newId);
  const [step, setStep] = useState('holding');
  const kept = useDraft(`commitments.transfer${asked ? `.${asked.id}` : ''}`, emptyTransfer(today, asked ?? null));
  const draft: TransferDraft = kept.value;
  const people = useAskAll('investors.list', {}, { enabled: may('investors.view') }).data?.rows ?? [];
  const holding = holdings.find(({ id }) => id === draft.holdingId) ?? null;
  const gaps = { holding: holdingGaps(draft, holding), terms: termGaps(draft) };
  const { toInvestorId, effectiveOn } = draft;
  const minor = draft.minor === null ? null : BigInt(draft.minor);
  const ready = holding !== null && toInvestorId !== null && effectiveOn !== null && minor !== null && minor > 0n;
  const wanted = ready ? { ...idsOf(holding), toInvestorId: toInvestorId as InvestorId, effectiveOn, minor } : null;
  const work = useAsk('commitments.previewTransfer', wanted ?? ({} as never), { enabled: wanted !== null }).data ?? null;
  const create = useCommand('commitments.draftTransfer');
  const finish = async () => {
    if (wanted === null) return;
    const evidence = { title: draft.evidence.trim(), reference: draft.reference.trim(), sha256: null };
    const reply = await create.run({ transferId, ...wanted, reason: draft.reason, evidence });
    if (!reply.ok) return;
    kept.discard();
    notify({ title: 'The transfer is drafted', text: 'Somebody else approves it as they read it.', tone: 'good' });
    goTo(`/commitments/transfers/${transferId}`);
  };
  const at = (texts: readonly string[], id: string) => texts.map((text) => ({ text, goTo: () => setStep(id) }));
  const problem = work?.problem ?? null;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title="Transfer"
        current={step}
        onCurrentChange={setStep}
        saved={kept.restored ? 'Restored from your draft' : kept.saved ? 'Draft kept' : 'Keeping the draft…'}
        onLeave={() => goTo('/commitments?tab=transfers')}
        tieOut={work && <Ties work={work} />}
        steps={[
          {
            id: 'holding',
            title: 'Holding and buyer',
            unmet: at([...gaps.holding, ...(problem === null ? [] : [problem])], 'holding'),
            content: <HoldingStep draft={draft} onChange={kept.setValue} holdings={holdings} holding={holding} people={people} />,
          },
          {
            id: 'terms',
            title: 'Why and evidence',
            unmet: at(gaps.terms, 'terms'),
            content: <TermsStep draft={draft} onChange={kept.setValue} />,
          },
        ]}
        lastPage={<LastPage work={work} sentence={create.sentence} />}
        finish={{ label: 'Draft transfer', onFinish: () => void finish(), busy: create.isPending }}
      />
    </div>
  );
}

const idsOf = ({ fundId, classId, investorId }: HoldingRecord) => ({ fundId, classId, fromInvestorId: investorId });

/** What both sides have together stays what it was. */
function Ties({ work: { from, to, currency } }: Readonly<{ work: TransferWork }>) {
  return (
    <TieOutBar
      source={{ minor: from.before.commitment + to.before.commitment, currency }}
      sourceLabel="Both, now"
      parts={[
        { label: `${from.investor}, after`, amount: { minor: from.after.commitment, currency } },
        { label: `${to.investor}, after`, amount: { minor: to.after.commitment, currency } },
      ]}
    />
  );
}

/** Exactly what will be written. */
function LastPage({ work, sentence }: Readonly<{ work: TransferWork | null; sentence: string | null }>) {
  return (
    <div className="flex flex-col gap-4">
      {work?.unmet && <Callout tone="warn">{work.unmet}</Callout>}
      {work && <TransferSides work={work} height={340} />}
      <p className="text-muted text-ui">
        This is kept as a draft. Nothing goes over before a second person has approved exactly this and it is posted.
      </p>
      <RefusalText>{sentence}</RefusalText>
    </div>
  );
}

import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useDraft } from '#renderer/data/draft.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { FundId } from '#shared/ids.ts';
import { priorityTitles } from '#shared/model/tiers.ts';
import { type FundCheck, people } from './allocationText.ts';
import { DealStep, type FundOption, FundsStep } from './ProposeSteps.tsx';
import { checkOf, dealGaps, emptyLine, emptyProposal, lineGaps, type ProposalDraft, proposalOf } from './proposeDraft.ts';
import { FundVerdicts } from './RuleChecks.tsx';

export function ProposeScreen() {
  const goTo = useGoTo();
  const may = useMay();
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  return (
    <Screen
      title="Propose an allocation"
      breadcrumbs={[{ label: 'Allocations', goTo: () => goTo('/allocations') }, { label: 'Propose an allocation' }]}
      fill
    >
      <NeedsPermission permission="allocations.propose">
        <Asked of="the funds" query={funds}>
          {({ rows }) => {
            const open = rows.filter(({ status }) => status !== 'closed');
            return open.length === 0 ? (
              <EmptyState
                title="No open fund"
                text="An allocation takes from a fund. Add a fund and record its first closing before."
                action={<Button onClick={() => goTo('/funds')}>Go to Funds</Button>}
              />
            ) : (
              <ProposeWizard funds={open} />
            );
          }}
        </Asked>
      </NeedsPermission>
    </Screen>
  );
}

function ProposeWizard({ funds }: Readonly<{ funds: readonly FundOption[] }>) {
  const { today } = useMe();
  const goTo = useGoTo();
  const [fundParam] = useSearchParam('fund');
  const [ids] = useState(() => ({ proposalId: newId(), allocationId: newId() }));
  const first = funds.find(({ id }) => id === fundParam);
  const line = { ...emptyLine(ids.allocationId, (first?.id as FundId | undefined) ?? null), currency: first?.currency ?? null };
  const kept = useDraft('allocations.propose', emptyProposal(today, line));
  const draft = kept.value;
  const [step, setStep] = useState('deal');
  const asked = checkOf(draft);
  const check = useAsk('allocations.check', asked ?? ({ lines: [] } as never), { enabled: asked !== null });
  const checks = asked === null ? [] : (check.data?.funds ?? []).filter(({ fundId }) => draft.lines.some((one) => one.fundId === fundId));
  const propose = useCommand('allocations.propose');
  const broken = checks.flatMap(({ fund, checks: rules }) => rules.flatMap(({ problem }) => (problem === null ? [] : [{ fund, problem }])));
  const finish = async () => {
    const reply = await propose.run(proposalOf(ids.proposalId, draft));
    if (!reply.ok) return;
    kept.discard();
    const needed = Math.max(...reply.value.allocations.map(({ approversNeeded }) => approversNeeded));
    notify({ title: `${draft.dealTitle.trim()} is proposed`, text: `It waits for the approval of ${people(needed)}.`, tone: 'good' });
    goTo(reply.value.allocations.length === 1 ? `/allocations/${reply.value.allocations[0]?.allocationId}` : '/allocations');
  };
  const at = (texts: readonly string[], id: string) => texts.map((text) => ({ text, goTo: () => setStep(id) }));
  const fit = ({ fundId, room }: FundCheck) =>
    kept.setValue({ ...draft, lines: draft.lines.map((one) => (one.fundId === fundId ? { ...one, minor: String(room.minor) } : one)) });
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title="Propose an allocation"
        current={step}
        onCurrentChange={setStep}
        saved={kept.restored ? 'Restored from your draft' : kept.saved ? 'Draft kept' : 'Keeping the draft…'}
        onLeave={() => goTo('/allocations')}
        preview={<Preview checks={checks} onFit={fit} />}
        steps={[
          {
            id: 'deal',
            title: 'Deal',
            unmet: at(dealGaps(draft), 'deal'),
            content: <DealStep draft={draft} errors={propose.fieldErrors} onChange={kept.setValue} />,
          },
          {
            id: 'funds',
            title: 'Funds and amounts',
            unmet: at([...lineGaps(draft), ...broken.map(({ problem }) => problem)], 'funds'),
            content: <FundsStep draft={draft} errors={propose.fieldErrors} onChange={kept.setValue} funds={funds} checks={checks} />,
          },
        ]}
        lastPage={<LastPage draft={draft} funds={funds} checks={checks} sentence={propose.sentence} />}
        finish={{ label: 'Propose', onFinish: () => void finish(), busy: propose.isPending }}
      />
    </div>
  );
}

function Preview({ checks, onFit }: Readonly<{ checks: readonly FundCheck[]; onFit: (check: FundCheck) => void }>) {
  if (checks.length === 0)
    return <p className="text-muted text-small">Name the deal, choose a fund and enter an amount: every rule appears here at once.</p>;
  return <FundVerdicts funds={checks} onFit={onFit} />;
}

type LastPageProps = Readonly<{
  draft: ProposalDraft;
  funds: readonly FundOption[];
  checks: readonly FundCheck[];
  sentence: string | null;
}>;

/** Exactly what will be written. */
function LastPage({ draft, funds, checks, sentence }: LastPageProps) {
  return (
    <div className="flex max-w-180 flex-col gap-4">
      <KeyValueList
        items={[
          { label: 'Deal', value: draft.dealTitle.trim() },
          { label: 'Counterparty', value: draft.counterparty.trim() || '–' },
          { label: 'Reference', value: draft.reference.trim() || '–' },
          { label: 'Priority', value: priorityTitles[draft.priority] },
          { label: 'Allocated on', value: draft.allocatedOn === null ? '–' : <DateText date={draft.allocatedOn} /> },
        ]}
      />
      <ul className="divide-y divide-line/60 rounded-card border border-line">
        {draft.lines.map(({ allocationId, fundId, minor, currency }) => {
          const check = checks.find((one) => one.fundId === fundId);
          return (
            <li key={allocationId} className="flex items-baseline justify-between gap-4 px-3 py-2 text-ui">
              <span>{funds.find(({ id }) => id === fundId)?.name ?? 'No fund chosen'}</span>
              <span className="text-muted text-small">{check ? `Approval of ${people(check.approversNeeded)}` : ''}</span>
              {minor !== null && currency !== null ? <MoneyText amount={{ minor: BigInt(minor), currency }} /> : <span>No amount</span>}
            </li>
          );
        })}
      </ul>
      <p className="text-muted text-ui">
        The amounts are reserved in their funds at once and count against every limit, until they are approved or cancelled. Nothing is
        called or paid.
      </p>
      <RefusalText>{sentence}</RefusalText>
    </div>
  );
}

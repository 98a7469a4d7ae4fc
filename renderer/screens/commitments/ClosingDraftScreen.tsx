import { useMemo, useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useParam, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { TieOutBar } from '#renderer/components/TieOutBar.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useAsk, useAskAll } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useDraft } from '#renderer/data/draft.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { Decimal, decimalText } from '#shared/decimal.ts';
import type { FundId } from '#shared/ids.ts';
import { formatMinor } from '#shared/money.ts';
import { ClosingFactsStep, ClosingLastPage, ClosingLinesStep, ClosingPreview } from './ClosingSteps.tsx';
import { type ClosingDraft, type DraftLine, emptyClosing, factGaps, previewOf, readLines, termsOf } from './closingDraft.ts';
import type { ClosingPage, FundOption } from './commitmentText.ts';

/** A new closing, or the revision of one that is not posted yet. */
export function ClosingDraftScreen() {
  const closingId = useParam('closingId');
  const goTo = useGoTo();
  const may = useMay();
  const [fund] = useSearchParam('fund');
  const { today } = useMe();
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  const existing = useAsk('commitments.closing', { closingId }, { enabled: closingId !== '' });
  const investors = useAskAll('investors.list', {}, { enabled: may('investors.view') });
  const title = closingId === '' ? 'New closing' : 'Revise the closing';
  return (
    <Screen title={title} breadcrumbs={[{ label: 'Commitments', goTo: () => goTo('/commitments') }, { label: title }]} fill>
      <NeedsPermission permission="commitments.edit">
        <Asked of="the funds" query={funds}>
          {({ rows }) => {
            const open = rows.filter(({ status }) => status !== 'closed');
            if (open.length === 0)
              return (
                <EmptyState
                  title="No open fund"
                  text="A closing admits investors to a fund. Add a fund with a class first."
                  action={<Button onClick={() => goTo('/funds')}>Go to Funds</Button>}
                />
              );
            if (closingId === '')
              return (
                <ClosingWizard
                  funds={open}
                  name="commitments.closing"
                  initial={emptyClosing(today, fund as FundId | null)}
                  people={investors.data?.rows ?? []}
                  existing={null}
                />
              );
            return (
              <Asked of="this closing" query={existing}>
                {(page) => (
                  <Asked of="the investors" query={investors}>
                    {({ rows: people }) => (
                      <ClosingWizard
                        funds={open}
                        name={`commitments.closing.${closingId}.${page.closing.version}`}
                        initial={draftOf(page, people)}
                        people={people}
                        existing={page}
                      />
                    )}
                  </Asked>
                )}
              </Asked>
            );
          }}
        </Asked>
      </NeedsPermission>
    </Screen>
  );
}

type People = readonly Readonly<{ id: string; name: string }>[];

function draftOf({ closing, currency }: ClosingPage, people: People): ClosingDraft {
  const { fundId, kind, heldOn, terms, accountId, note, lines } = closing;
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const sheet = Object.fromEntries(
    lines.map(({ investorId, classId, minor }, index) => [
      `line ${index + 1}`,
      { investor: nameOf.get(investorId) ?? investorId, class: classId, amount: formatMinor(minor, digitsOf(currency)) },
    ]),
  );
  const { rate, compounding, dayCount, dueOn } = terms ?? { rate: '0.08', compounding: 'simple', dayCount: 'act/365f', dueOn: null };
  const percent = decimalText(new Decimal(rate).times(100));
  return { fundId, kind, heldOn, rate: percent, compounding, dayCount, dueOn, accountId, note, rows: lines.length + 4, sheet };
}

/** Where the table of every holding needs the room beside it. */
const LAST_PAGE = 'last-page';

type ClosingWizardProps = Readonly<{
  funds: readonly FundOption[];
  name: string;
  initial: ClosingDraft;
  people: People;
  existing: ClosingPage | null;
}>;

function ClosingWizard({ funds, name, initial, people, existing }: ClosingWizardProps) {
  const goTo = useGoTo();
  const may = useMay();
  const [closingId] = useState(() => existing?.closing.id ?? newId());
  const [step, setStep] = useState('facts');
  const kept = useDraft(name, initial);
  const draft = kept.value;
  const fund = funds.find(({ id }) => id === draft.fundId);
  const home = useAsk('funds.home', { fundId: draft.fundId as FundId }, { enabled: may('funds.view') && draft.fundId !== null }).data;
  const currency = (fund ?? funds[0])!.currency;
  const choices = useMemo(() => ({ investors: people, classes: home?.classes ?? [], currency }) as never, [people, home, currency]);
  const { lines, gaps } = useMemo(() => readLines(draft, choices), [draft, choices]);
  const asked = previewOf(draft, lines, existing?.closing.id ?? null);
  const preview =
    useAsk('commitments.previewClosing', asked ?? ({} as never), { enabled: asked !== null && lines.length > 0 }).data ?? null;
  const saving = useSaving(existing);
  const finish = async () => {
    if (!(await saving.save(closingId, draft, lines))) return;
    kept.discard();
    goTo(`/commitments/closings/${closingId}`);
  };
  const at = (texts: readonly string[], id: string) => texts.map((text) => ({ text, goTo: () => setStep(id) }));
  const problem = preview?.problem ?? null;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title="Closing"
        current={step}
        onCurrentChange={setStep}
        saved={kept.restored ? 'Restored from your draft' : kept.saved ? 'Draft kept' : 'Keeping the draft…'}
        onLeave={() => goTo('/commitments?tab=closings')}
        preview={step === LAST_PAGE ? undefined : <ClosingPreview preview={preview} />}
        tieOut={<Ties preview={preview} lines={lines} currency={currency} />}
        steps={[
          {
            id: 'facts',
            title: 'The closing',
            unmet: at(factGaps(draft), 'facts'),
            content: (
              <ClosingFactsStep
                draft={draft}
                onChange={kept.setValue}
                funds={funds}
                accounts={home?.accounts ?? []}
                isNew={existing === null}
              />
            ),
          },
          {
            id: 'lines',
            title: 'Commitments',
            unmet: at([...gaps, ...(problem === null ? [] : [problem])], 'lines'),
            content: <ClosingLinesStep draft={draft} onChange={kept.setValue} choices={choices} />,
          },
        ]}
        lastPage={<ClosingLastPage preview={preview} sentence={saving.sentence} />}
        finish={{
          label: existing ? 'Save revision' : 'Draft closing',
          onFinish: () => void finish(),
          busy: saving.isPending,
        }}
      />
    </div>
  );
}

/** Drafts a new closing, or saves the revision of one; says whether it was written. */
function useSaving(existing: ClosingPage | null) {
  const create = useCommand('commitments.draftClosing');
  const revise = useCommand('commitments.reviseClosing');
  const save = async (closingId: string, draft: ClosingDraft, lines: readonly DraftLine[]): Promise<boolean> => {
    if (draft.fundId === null || draft.heldOn === null) return false;
    const { fundId, kind, heldOn, accountId, note } = draft;
    const input = { closingId, fundId, kind, heldOn, terms: termsOf(draft), accountId, note, lines: [...lines] };
    const reply = existing ? await revise.run({ ...input, expectedVersion: existing.closing.version }) : await create.run(input);
    if (reply.ok)
      notify({
        title: existing ? 'The closing is drawn up anew' : 'The closing is drafted',
        text: 'Somebody else approves it as they read it.',
        tone: 'good',
      });
    return reply.ok;
  };
  return { save, sentence: create.sentence ?? revise.sentence, isPending: create.isPending || revise.isPending };
}

type TiesProps = Readonly<{
  preview: QueryOutput<'commitments.previewClosing'> | null;
  lines: readonly DraftLine[];
  currency: Currency;
}>;

function Ties({ preview, lines, currency }: TiesProps) {
  const total = lines.reduce((sum, { minor }) => sum + minor, 0n);
  const amount = (minor: bigint) => ({ minor, currency });
  return (
    <TieOutBar
      source={amount(preview?.totals.after ?? total)}
      sourceLabel="Commitments after"
      parts={[
        { label: 'Before', amount: amount(preview?.totals.before ?? 0n) },
        { label: 'Added', amount: amount(preview?.totals.added ?? total) },
      ]}
      nothingYet="No commitment yet"
    />
  );
}

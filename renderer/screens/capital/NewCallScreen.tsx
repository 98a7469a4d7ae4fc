import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { NeedsPermission } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { Wizard } from '#renderer/components/Wizard.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { useDraft } from '#renderer/data/draft.ts';
import { newId } from '#renderer/data/newId.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import { CallDatesStep } from './CallDatesStep.tsx';
import { CallReview, CallSummary, CallTieOut } from './CallReview.tsx';
import { CallSharesStep } from './CallSharesStep.tsx';
import { BasicsStep, type FundOption, UsesStep } from './CallSteps.tsx';
import { basicGaps, type CallDraft, draftOfCall, emptyCall, fieldsOf, previewOf, shareGaps } from './callDraft.ts';
import { type CallHome, callNameOf, type Preview } from './callText.ts';

export function NewCallScreen() {
  const goTo = useGoTo();
  const may = useMay();
  const [editing] = useSearchParam('edit');
  const [amended] = useSearchParam('amends');
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  const from = editing ?? amended;
  const home = useAsk('calls.home', { callId: from ?? '' }, { enabled: from !== null && may('calls.view') });
  const title = editing !== null ? 'Draw a call up again' : amended !== null ? 'Amend a call' : 'Draw up a call';
  return (
    <Screen title={title} breadcrumbs={[{ label: 'Capital calls', goTo: () => goTo('/calls') }, { label: title }]} fill>
      <NeedsPermission permission="calls.draft">
        <Asked of="the funds" query={funds}>
          {({ rows }) => {
            const open = rows.filter(({ status }) => status !== 'closed');
            if (open.length === 0)
              return (
                <EmptyState
                  title="No open fund"
                  text="A call is of a fund. Add a fund and record its first closing before."
                  action={<Button onClick={() => goTo('/funds')}>Go to Funds</Button>}
                />
              );
            if (from === null) return <CallWizard funds={open} home={null} mode="new" />;
            return (
              <Asked of="this capital call" query={home}>
                {(data) => <CallWizard key={data.call.id} funds={open} home={data} mode={editing !== null ? 'edit' : 'amend'} />}
              </Asked>
            );
          }}
        </Asked>
      </NeedsPermission>
    </Screen>
  );
}

type WizardProps = Readonly<{ funds: readonly FundOption[]; home: CallHome | null; mode: 'new' | 'edit' | 'amend' }>;

function useStart({ funds, home, mode }: WizardProps): CallDraft {
  const { today } = useMe();
  const [fundParam] = useSearchParam('fund');
  if (home !== null) return draftOfCall(home, mode === 'amend' ? today : null);
  const fund = funds.find(({ id }) => id === fundParam);
  return emptyCall(today, fund?.id ?? null, fund?.currency ?? null);
}

/** Writes the draft: a new call, the same one again, or one that is to take the place of an issued one. */
function useSaving({ home, mode }: WizardProps, draft: CallDraft, onSaved: (callId: string) => void) {
  const [callId] = useState(newId);
  const create = useCommand('calls.draft');
  const again = useCommand('calls.redraft');
  const action = mode === 'edit' ? again : create;
  const save = async () => {
    const fields = fieldsOf(draft);
    if (fields === null) return;
    if (mode === 'edit' && home !== null) {
      const reply = await again.run({ ...fields, callId: home.call.id, expectedVersion: home.call.version });
      if (reply.ok) onSaved(home.call.id);
      return;
    }
    const amends = mode === 'amend' && home !== null ? { callId: home.call.id, reason: draft.reason.trim() } : null;
    const reply = await create.run({ ...fields, callId, amends });
    if (reply.ok) onSaved(callId);
  };
  return { save, isPending: action.isPending, sentence: action.sentence, fieldErrors: action.fieldErrors };
}

function CallWizard(props: WizardProps) {
  const { funds, home, mode } = props;
  const goTo = useGoTo();
  const start = useStart(props);
  const kept = useDraft(home === null ? 'calls.draft' : `calls.${mode}.${home.call.id}`, start);
  const draft = kept.value;
  const [step, setStep] = useState('basics');
  const replaced = mode === 'amend' ? (home?.call.id ?? null) : (home?.replaces?.id ?? null);
  const asked = previewOf(draft, replaced);
  const answer = useAsk('calls.preview', asked ?? ({} as never), { enabled: asked !== null });
  const preview = asked === null ? undefined : answer.data;
  const saving = useSaving(props, draft, (callId) => {
    kept.discard();
    notify({ title: 'The call is drawn up', text: 'Submit it for approval when it is complete.', tone: 'good' });
    goTo(`/calls/${callId}`);
  });
  const shared = { draft, errors: saving.fieldErrors, onChange: kept.setValue };
  const at = (texts: readonly string[], id: string) => [...new Set(texts)].map((text) => ({ text, goTo: () => setStep(id) }));
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Wizard
        title={home === null ? 'Draw up a call' : callNameOf(home.call)}
        current={step}
        onCurrentChange={setStep}
        saved={kept.restored ? 'Restored from your draft' : kept.saved ? 'Draft kept' : 'Keeping the draft…'}
        onLeave={() => goTo(home === null ? '/calls' : `/calls/${home.call.id}`)}
        preview={step === 'shares' ? undefined : <CallSummary preview={preview} />}
        tieOut={preview && preview.total > 0n ? <CallTieOut preview={preview} /> : undefined}
        steps={[
          {
            id: 'basics',
            title: 'Fund and kind',
            unmet: at(basicGaps(draft, mode === 'amend'), 'basics'),
            content: <BasicsStep {...shared} funds={funds} fundFixed={home !== null} isAmendment={mode === 'amend'} />,
          },
          { id: 'uses', title: 'Amounts by use', unmet: at(problemsOf(preview, 'amounts'), 'uses'), content: <UsesStep {...shared} /> },
          {
            id: 'shares',
            title: 'Shares',
            unmet: at(shareGaps(draft), 'shares'),
            content: <CallSharesStep {...shared} preview={preview} />,
          },
          {
            id: 'dates',
            title: 'Dates and account',
            unmet: at(problemsOf(preview, 'dates'), 'dates'),
            content: <CallDatesStep {...shared} preview={preview} />,
          },
        ]}
        lastPage={<CallReview draft={draft} preview={preview} sentence={saving.sentence} />}
        finish={{ label: 'Write the draft', onFinish: () => void saving.save(), busy: saving.isPending }}
      />
    </div>
  );
}

const problemsOf = (preview: Preview | undefined, about: 'amounts' | 'dates'): readonly string[] =>
  (preview?.problems ?? []).filter((problem) => problem.about === about).map(({ sentence }) => sentence);

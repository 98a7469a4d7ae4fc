import { Button } from '#renderer/components/Button.tsx';
import { Combobox } from '#renderer/components/Combobox.tsx';
import { DateInput } from '#renderer/components/DateInput.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMe } from '#renderer/data/session.ts';
import type { FundId } from '#shared/ids.ts';
import { calendarTitles } from '#shared/model/calendars.ts';
import type { StepProps } from './CallSteps.tsx';
import type { CallDraft } from './callDraft.ts';
import type { Preview } from './callText.ts';

export function CallDatesStep({ draft, errors, onChange, preview }: StepProps & Readonly<{ preview: Preview | undefined }>) {
  const { today } = useMe();
  const set = (part: Partial<CallDraft>) => onChange({ ...draft, ...part });
  return (
    <div className="flex max-w-160 flex-col gap-4">
      <div className="grid grid-cols-2 gap-4">
        <Field label="Notice on" required error={errors.noticeOn} hint="The day the notices are to go out.">
          <DateInput value={draft.noticeOn} onChange={(noticeOn) => set({ noticeOn })} today={today} />
        </Field>
        <Field label="Due on" required error={errors.dueOn} hint="A day on which banks settle.">
          <DateInput value={draft.dueOn} onChange={(dueOn) => set({ dueOn })} today={today} />
        </Field>
      </div>
      {preview && <NoticeFacts notice={preview.notice} onUse={(dueOn) => set({ dueOn })} />}
      <Field label="Paid into" error={errors.accountId} hint="Needed before the call is submitted.">
        <AccountChoice
          fundId={draft.fundId}
          accountId={draft.accountId}
          currency={draft.currency}
          onChange={(accountId) => set({ accountId })}
        />
      </Field>
    </div>
  );
}

function NoticeFacts({
  notice,
  onUse,
}: Readonly<{ notice: Preview['notice']; onUse: (dueOn: Preview['notice']['earliestDueOn']) => void }>) {
  const days = notice.businessDays ? 'business days' : 'days';
  const isShort = notice.shortFor.length > 0 || notice.dueClosed !== null;
  return (
    <div className="rounded-card border border-line bg-surface p-3">
      <KeyValueList
        items={[
          { label: 'Given', value: `${notice.given} ${days}` },
          { label: 'Needed', value: `${notice.needed} ${days}` },
          { label: 'Calendar', value: calendarTitles[notice.calendar] },
          { label: 'Earliest due date', value: notice.earliestDueOn },
        ]}
      />
      {isShort && (
        <p role="status" className="mt-2 text-small text-warn">
          {notice.dueClosed !== null ? `No payment arrives on the due date: it is ${notice.dueClosed}. ` : ''}
          {notice.shortFor.length > 0 ? `Too short for ${notice.shortFor.join(', ')}. ` : ''}
          <Button size="small" onClick={() => onUse(notice.earliestDueOn)}>
            Use {notice.earliestDueOn}
          </Button>
        </p>
      )}
    </div>
  );
}

type AccountProps = Readonly<{
  fundId: FundId | null;
  accountId: string | null;
  currency: CallDraft['currency'];
  onChange: (accountId: string | null) => void;
}>;

function AccountChoice({ fundId, accountId, currency, onChange }: AccountProps) {
  const home = useAsk('funds.home', { fundId: fundId ?? ('' as FundId) }, { enabled: fundId !== null });
  const open = fundId === null ? [] : (home.data?.accounts ?? []).filter((one) => one.closedOn === null && one.currency === currency);
  const options = open.map(({ id, title, bankName, accountMasked }) => ({ value: id, label: `${title}, ${bankName} ${accountMasked}` }));
  return (
    <Combobox
      value={accountId}
      onChange={onChange}
      options={options}
      clearable
      placeholder={fundId === null ? 'Choose the fund first' : 'Choose an account'}
      emptyText="The fund has no open account in its currency."
    />
  );
}

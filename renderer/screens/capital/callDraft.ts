import type { SheetDraft } from '#renderer/components/sheet/sheetDraft.ts';
import { newId } from '#renderer/data/newId.ts';
import type { CommandRequest, QueryRequest } from '#shared/contract/index.ts';
import type { Currency } from '#shared/currencies.ts';
import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { FundId } from '#shared/ids.ts';
import type { CallMethod, CallPurpose, Treatment } from '#shared/model/calls.ts';
import type { Priority } from '#shared/model/tiers.ts';
import type { CallHome } from './callText.ts';

/** One use. Minor units as text: a draft is kept as JSON. */
export type UseDraft = Readonly<{
  id: string;
  purpose: CallPurpose;
  insideCommitment: boolean;
  minor: string | null;
  percent: string;
  allocationId: string | null;
  projectId: string | null;
  note: string;
}>;
export type CallDraft = Readonly<{
  fundId: FundId | null;
  currency: Currency | null;
  title: string;
  method: CallMethod;
  priority: Priority;
  urgentReason: string;
  noticeOn: BusinessDate | null;
  dueOn: BusinessDate | null;
  accountId: string | null;
  cashOnHand: string | null;
  reason: string;
  uses: readonly UseDraft[];
  /** What was typed into the sheet of holdings: how each takes part, and why. */
  shares: SheetDraft;
}>;

const USUAL_DAYS = 21;

export const emptyUse = (): UseDraft => ({
  id: newId(),
  purpose: 'investment',
  insideCommitment: true,
  minor: null,
  percent: '',
  allocationId: null,
  projectId: null,
  note: '',
});

export const emptyCall = (today: BusinessDate, fundId: FundId | null = null, currency: Currency | null = null): CallDraft => ({
  fundId,
  currency,
  title: '',
  method: 'amount',
  priority: 'normal',
  urgentReason: '',
  noticeOn: today,
  dueOn: addDays(today, USUAL_DAYS),
  accountId: null,
  cashOnHand: null,
  reason: '',
  uses: [emptyUse()],
  shares: {},
});

const treatmentWords: Readonly<Record<Treatment, string>> = { full: 'In full', feeOnly: 'Fees only', excused: 'Excused' };

/** The draft that a call becomes when it is drawn up again or amended. */
export function draftOfCall({ call, uses, treatments }: CallHome, today: BusinessDate | null): CallDraft {
  return {
    fundId: call.fundId,
    currency: call.total.currency,
    title: call.title,
    method: call.method,
    priority: call.priority,
    urgentReason: call.urgentReason ?? '',
    noticeOn: today ?? call.noticeOn,
    dueOn: today === null ? call.dueOn : addDays(today, USUAL_DAYS),
    accountId: call.account?.id ?? null,
    cashOnHand: call.cashOnHand === null ? null : String(call.cashOnHand),
    reason: '',
    uses: uses.map(({ purpose, insideCommitment, minor, percent, need, allocationId, project, note }) => ({
      id: newId(),
      purpose: purpose as CallPurpose,
      insideCommitment,
      minor: percent === null ? String(need ?? minor) : null,
      percent: percent ?? '',
      allocationId,
      projectId: project?.id ?? null,
      note,
    })),
    shares: Object.fromEntries(
      treatments.map(({ investorId, classId, treatment, reason }) => [
        `${investorId} ${classId}`,
        { treatment: treatmentWords[treatment], reason },
      ]),
    ),
  };
}

/** How a holding takes part, as typed: the words of the list, or their beginning. Undefined where it is none of them. */
export function treatmentOf(typed: string | null | undefined): Treatment | undefined {
  const text = (typed ?? '').trim().toLowerCase();
  if (text === '') return 'full';
  return (Object.keys(treatmentWords) as Treatment[]).find((treatment) => {
    const words = treatmentWords[treatment].toLowerCase();
    return words.startsWith(text) || words.replace(/^in /, '').startsWith(text);
  });
}

export const treatmentWord = (treatment: Treatment): string => treatmentWords[treatment];

const treatmentsIn = (shares: SheetDraft): CommandRequest<'calls.redraft'>['treatments'] =>
  Object.entries(shares).flatMap(([key, cells]) => {
    const treatment = treatmentOf(cells.treatment);
    const [investorId = '', classId = ''] = key.split(' ');
    if (treatment === undefined || treatment === 'full') return [];
    return [{ investorId, classId, treatment, reason: (cells.reason ?? '').trim() || 'No reason given yet' }];
  });

/** What would be asked for now; null while the fund or a date is missing. */
export function fieldsOf(draft: CallDraft): Omit<CommandRequest<'calls.redraft'>, 'callId' | 'expectedVersion'> | null {
  const { fundId, currency, noticeOn, dueOn, method } = draft;
  if (fundId === null || currency === null || noticeOn === null || dueOn === null) return null;
  return {
    fundId,
    title: draft.title.trim() || 'Untitled',
    method,
    priority: draft.priority,
    currency,
    noticeOn,
    dueOn,
    urgentReason: draft.urgentReason.trim() || null,
    accountId: draft.accountId,
    cashOnHand: method === 'need' ? (draft.cashOnHand ?? '0') : null,
    uses: draft.uses.map(({ purpose, insideCommitment, minor, percent, allocationId, projectId, note }) => ({
      purpose,
      insideCommitment,
      minor: method === 'percent' ? null : minor,
      percent: method === 'percent' ? percentText(percent) : null,
      allocationId,
      projectId,
      note,
    })),
    treatments: treatmentsIn(draft.shares),
  };
}

const PERCENT = /^\d{1,3}([.,]\d{1,20})?$/;

/** The percentage in its canonical form, or none where it is no number. */
export function percentText(typed: string): string | null {
  const text = typed.replace('%', '').trim();
  if (!PERCENT.test(text)) return null;
  const [whole = '0', fraction = ''] = text.replace(',', '.').split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${BigInt(whole)}${digits === '' ? '' : `.${digits}`}`;
}

export const previewOf = (draft: CallDraft, amends: string | null): QueryRequest<'calls.preview'> | null => {
  const fields = fieldsOf(draft);
  return fields && { ...fields, amends };
};

export const basicGaps = (draft: CallDraft, isAmendment: boolean): readonly string[] => [
  ...(draft.fundId === null ? ['Choose the fund.'] : []),
  ...(draft.title.trim() === '' ? ['Give the call a title.'] : []),
  ...(isAmendment && draft.reason.trim() === '' ? ['Say why the issued call is amended.'] : []),
];

/** What the sheet does not let stand: a word that is none of the list, or an exception without its reason. */
export const shareGaps = ({ shares }: CallDraft): readonly string[] =>
  Object.values(shares).flatMap(({ treatment, reason }) => {
    const read = treatmentOf(treatment);
    if (read === undefined) return [`“${treatment}” is not a way to take part: type In full, Fees only or Excused.`];
    return read !== 'full' && (reason ?? '').trim() === '' ? ['Say why each exception is made.'] : [];
  });

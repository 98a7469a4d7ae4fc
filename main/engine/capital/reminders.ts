import { addDays, type BusinessDate } from '#shared/dates.ts';
import type { NoticeKind } from '#shared/model/receipts.ts';

export type Schedule = Readonly<{
  /** Days after the due date; before it where negative. */
  steps: readonly number[];
  /** From this age on a reminder is an escalation. */
  escalateFrom: number;
}>;
type OpenLine = Readonly<{ callId: string; lineOrdinal: number; dueOn: BusinessDate; open: bigint }>;
export type DueNotice<Line extends OpenLine> = Readonly<{ line: Line; stepDays: number; kind: NoticeKind }>;

/**
 * What is due today on unpaid lines: of each line the newest step its age has reached, unless it or a later one was noted. Steps that
 * passed while nobody looked are not made up for.
 */
export function noticesDue<Line extends OpenLine>(
  lines: readonly Line[],
  newestNoted: (line: Line) => number | undefined,
  { steps, escalateFrom }: Schedule,
  today: BusinessDate,
): DueNotice<Line>[] {
  const rising = [...new Set(steps)].sort((a, b) => a - b);
  return lines.flatMap((line) => {
    if (line.open <= 0n) return [];
    const step = rising.findLast((days) => addDays(line.dueOn, days) <= today);
    const noted = newestNoted(line);
    if (step === undefined || (noted !== undefined && noted >= step)) return [];
    return [{ line, stepDays: step, kind: step >= escalateFrom ? ('escalation' as const) : ('reminder' as const) }];
  });
}

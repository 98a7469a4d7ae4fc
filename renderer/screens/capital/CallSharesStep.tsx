import { useMemo } from 'react';
import { Callout } from '#renderer/components/Callout.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Sheet } from '#renderer/components/Sheet.tsx';
import type { SheetColumn } from '#renderer/components/sheet/sheetDraft.ts';
import { type Currency, digitsOf } from '#shared/currencies.ts';
import { formatMinor, formatMoney, groupThousands } from '#shared/money.ts';
import type { StepProps } from './CallSteps.tsx';
import { treatmentOf, treatmentWord } from './callDraft.ts';
import type { Preview, PreviewLine } from './callText.ts';
import { ShareExplained } from './ShareExplained.tsx';

const keyOf = ({ investorId, classId }: PreviewLine): string => `${investorId} ${classId}`;

/** Who is called for what: before, this call, after and what is left, with the exceptions typed beside it. */
export function CallSharesStep({ draft, onChange, preview }: StepProps & Readonly<{ preview: Preview | undefined }>) {
  const columns = useMemo(() => (preview ? columnsOf(preview) : []), [preview]);
  if (!preview)
    return <p className="text-muted text-ui">Choose the fund and its dates first: every holding appears here with its share.</p>;
  if (preview.lines.length === 0)
    return (
      <EmptyState
        title="Nobody to call"
        text={`${preview.fund} has no commitments on ${draft.noticeOn ?? 'that day'} outside default. Record its first closing first.`}
      />
    );
  return (
    <div className="flex flex-col gap-3">
      {preview.leftOut.length > 0 && (
        <Callout tone="warn" title={`${preview.leftOut.length} in default left out`}>
          {preview.leftOut
            .map(({ investor, commitment }) => `${investor} (${formatMoney({ minor: commitment, currency: preview.currency })})`)
            .join(', ')}
        </Callout>
      )}
      {preview.problems
        .filter(({ about }) => about === 'amounts')
        .map(({ code, sentence }) => (
          <Callout key={code} tone="warn">
            {sentence}
          </Callout>
        ))}
      <p className="text-muted text-small">
        Type In full, Fees only or Excused where a holding takes part otherwise, and why. An amount opens how it came about.
      </p>
      <Sheet
        label="Shares of the holdings"
        columns={columns}
        rows={preview.lines}
        rowId={keyOf}
        rowName={({ investor }) => investor}
        draft={draft.shares}
        onDraftChange={(shares) => onChange({ ...draft, shares })}
        height={460}
      />
    </div>
  );
}

function columnsOf({ currency, uses }: Preview): readonly SheetColumn<PreviewLine>[] {
  const amount = (minor: bigint) => groupThousands(formatMinor(minor, digitsOf(currency)));
  const figure = (id: string, header: string, of: (line: PreviewLine) => bigint): SheetColumn<PreviewLine> => ({
    id,
    header,
    type: 'readonly',
    value: (line) => amount(of(line)),
    alignEnd: true,
    width: 125,
  });
  return [
    { id: 'investor', header: 'Investor', type: 'readonly', value: ({ investor }) => investor, width: 170, grow: 1 },
    {
      id: 'treatment',
      header: 'Takes part',
      type: 'text',
      value: ({ treatment }) => treatmentWord(treatment),
      check: (text) => (treatmentOf(text) === undefined ? 'Type In full, Fees only or Excused.' : undefined),
      width: 95,
    },
    {
      id: 'reason',
      header: 'Why',
      type: 'text',
      value: ({ reason, excuse }) => reason ?? (excuse === null ? '' : `May be excused: ${excuse}`),
      width: 150,
    },
    figure('commitment', 'Commitment', ({ commitment }) => commitment),
    figure('before', 'Called before', ({ before }) => before),
    {
      id: 'minor',
      header: `This call, ${currency}`,
      type: 'readonly',
      value: ({ minor }) => amount(minor),
      cell: (line) => <Explained line={line} uses={uses} currency={currency} />,
      alignEnd: true,
      width: 125,
    },
    figure('after', 'Called after', ({ after }) => after),
    figure('unfunded', 'Left to call', ({ unfunded }) => unfunded),
  ];
}

const Explained = ({ line, uses, currency }: Readonly<{ line: PreviewLine; uses: Preview['uses']; currency: Currency }>) => (
  <ShareExplained
    investor={line.investor}
    minor={line.minor}
    commitment={line.commitment}
    parts={line.parts}
    uses={uses}
    currency={currency}
  />
);

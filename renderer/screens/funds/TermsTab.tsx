import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Checkbox } from '#renderer/components/Checkbox.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { termKinds, termTitles } from '#shared/model/funds.ts';
import { type FundHome, termText } from './fundText.ts';
import { TermDialog } from './TermDialog.tsx';

type TermRecord = FundHome['terms'][number];
const states: Readonly<Record<TermRecord['state'], Readonly<{ text: string; tone: Tone }>>> = {
  inForce: { text: 'In force', tone: 'good' },
  upcoming: { text: 'Upcoming', tone: 'info' },
  past: { text: 'Past', tone: 'neutral' },
};

export function TermsTab({ home }: Readonly<{ home: FundHome }>) {
  const needs = useNeeds();
  const [adding, setAdding] = useState(false);
  const [past, setPast] = useState(false);
  const shown = home.terms.filter(({ state }) => past || state !== 'past');
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-4">
        <Checkbox label="Show past terms" checked={past} onChange={setPast} />
        <Button size="small" icon={Plus} reasons={needs('funds.edit')} onClick={() => setAdding(true)}>
          Record a term
        </Button>
      </div>
      {shown.length === 0 && (
        <EmptyState
          title="No term recorded"
          text="Fees, waterfall, price date, recycling, default interest and notice days are kept as data, each with its date and clause."
        />
      )}
      {termKinds.map((kind) => {
        const ofKind = shown.filter((term) => term.kind === kind).reverse();
        if (ofKind.length === 0) return null;
        return (
          <Section key={kind} title={termTitles[kind]}>
            <ul className="divide-y divide-line rounded-card border border-line bg-surface">
              {ofKind.map((term) => (
                <TermLine key={term.id} term={term} className={home.classes.find(({ id }) => id === term.classId)?.name} />
              ))}
            </ul>
          </Section>
        );
      })}
      {adding && <TermDialog home={home} onClose={() => setAdding(false)} />}
    </div>
  );
}

function TermLine({ term, className }: Readonly<{ term: TermRecord; className: string | undefined }>) {
  const { text, tone } = states[term.state];
  return (
    <li className="flex flex-col gap-1 px-3.5 py-2.5">
      <span className="flex flex-wrap items-center gap-2 text-ui">
        <Badge tone={tone}>{text}</Badge>
        {className && <Badge tone="accent">{className} only</Badge>}
        <span>{termText(term.term)}</span>
      </span>
      <span className="text-muted text-small">
        {term.clause}, from <DateText date={term.effectiveOn} />; recorded by {term.recordedBy}
        {term.reason && `: ${term.reason}`}
      </span>
    </li>
  );
}

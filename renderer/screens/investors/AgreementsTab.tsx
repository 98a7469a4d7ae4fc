import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Badge } from '#renderer/components/Badge.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { DateText } from '#renderer/components/DateText.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { HashBadge } from '#renderer/components/HashBadge.tsx';
import type { Reason } from '#renderer/components/reason.ts';
import { Section } from '#renderer/components/Section.tsx';
import { useCommand } from '#renderer/data/command.ts';
import type { BusinessDate } from '#shared/dates.ts';
import { sideLetterTitles } from '#shared/model/investors.ts';
import { DocumentDialog, documentKinds, TermDialog } from './AgreementDialogs.tsx';
import { EndDialog } from './EndDialog.tsx';
import { type InvestorHome, termText } from './investorText.ts';
import { useFunds } from './useFunds.ts';

type Term = InvestorHome['terms'][number];

export function AgreementsTab({ home }: Readonly<{ home: InvestorHome }>) {
  const needs = useNeeds();
  const edit = needs('investors.edit');
  const [acting, setActing] = useState<'term' | 'document' | Term | null>(null);
  const close = () => setActing(null);
  return (
    <>
      <Section
        title="Side-letter terms"
        description="Typed terms with their dates: what is read is what held on the day it is read for."
        actions={
          <Button size="small" icon={Plus} reasons={edit} onClick={() => setActing('term')}>
            Add term…
          </Button>
        }
      >
        <TermList home={home} edit={edit} onEnd={setActing} />
      </Section>
      <Section
        title="Documents"
        actions={
          <Button size="small" icon={Plus} reasons={edit} onClick={() => setActing('document')}>
            Note document…
          </Button>
        }
      >
        <DocumentList documents={home.documents} />
      </Section>
      {acting === 'term' && <TermDialog home={home} onClose={close} />}
      {acting === 'document' && <DocumentDialog investor={home.investor} onClose={close} />}
      {acting !== null && typeof acting === 'object' && <EndTermDialog term={acting} onClose={close} />}
    </>
  );
}

type TermListProps = Readonly<{ home: InvestorHome; edit: readonly Reason[]; onEnd: (term: Term) => void }>;

function TermList({ home: { terms, investor }, edit, onEnd }: TermListProps) {
  const { nameOf } = useFunds();
  if (terms.length === 0)
    return (
      <EmptyState title="No side letter" text="Fee and carry rates, notice days, excuse rights and the like stand here once agreed." />
    );
  return (
    <ul className="overflow-hidden rounded-card border border-line bg-surface">
      {terms.map((term) => {
        const foreign: readonly Reason[] =
          term.ofId === investor.id ? [] : [{ text: 'This term belongs to a merged record. Undo the merge to end it.' }];
        return (
          <li
            key={term.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line/60 border-b px-3 py-2 text-ui last:border-b-0"
          >
            <span className="min-w-52">
              <span className="block font-medium">{sideLetterTitles[term.term.kind]}</span>
              <span className="text-muted text-small">{term.fundId === null ? 'All funds' : nameOf(term.fundId)}</span>
            </span>
            <span className="min-w-0 flex-1">{termText(term.term)}</span>
            <span className="text-muted text-small">
              from <DateText date={term.fromOn} />
              {term.untilOn && (
                <>
                  {' '}
                  until <DateText date={term.untilOn} />
                </>
              )}
            </span>
            {term.inForce && <Badge tone="good">In force</Badge>}
            {term.untilOn === null && (
              <Button size="small" variant="quiet" reasons={[...edit, ...foreign]} onClick={() => onEnd(term)}>
                End {sideLetterTitles[term.term.kind].toLowerCase()}…
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function EndTermDialog({ term, onClose }: Readonly<{ term: Term; onClose: () => void }>) {
  const end = useCommand('investors.endTerm');
  const run = async (untilOn: BusinessDate) => (await end.run({ investorId: term.ofId, termId: term.id, untilOn })).ok;
  return <EndDialog name={sideLetterTitles[term.term.kind].toLowerCase()} action={end} onEnd={run} onClose={onClose} />;
}

function DocumentList({ documents }: Readonly<{ documents: InvestorHome['documents'] }>) {
  if (documents.length === 0)
    return <EmptyState title="No documents" text="Documents stay where they are kept; their address and hash are noted here." />;
  return (
    <ul className="overflow-hidden rounded-card border border-line bg-surface">
      {documents.map((document) => (
        <li
          key={document.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line/60 border-b px-3 py-2 text-ui last:border-b-0"
        >
          <span className="min-w-52">
            <span className="block font-medium">{document.title}</span>
            <span className="text-muted text-small">{documentKinds[document.kind as keyof typeof documentKinds] ?? document.kind}</span>
          </span>
          <span className="flex min-w-0 flex-1 items-center gap-1">
            <span className="truncate text-muted" title={document.uri}>
              {document.uri}
            </span>
            <CopyButton text={document.uri} label={`Copy the address of ${document.title}`} />
          </span>
          <HashBadge hash={document.sha256} label={`SHA-256 of ${document.title}`} />
          <span className="text-muted text-small">
            {document.uploadedBy}, <DateText date={document.uploadedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

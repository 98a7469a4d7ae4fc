import { ArrowLeft, ArrowRight, Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import type { Reason } from './reason.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type WizardStep = Readonly<{ id: string; title: string; content: ReactNode; unmet?: readonly Reason[] }>;

type WizardProps = Readonly<{
  title: string;
  steps: readonly WizardStep[];
  current: string;
  onCurrentChange: (id: string) => void;
  /** Kept in view at the right while a person types. */
  preview?: ReactNode;
  /** Kept in view at the foot: usually a TieOutBar. */
  tieOut?: ReactNode;
  /** Exactly what will be written, shown before the last press. */
  lastPage: ReactNode;
  finish: Readonly<{ label: string; onFinish: () => void; busy?: boolean; reasons?: readonly Reason[] }>;
  onLeave?: () => void;
  /** "Draft saved 14:02". */
  saved?: string;
}>;

const LAST = 'last-page';

export function Wizard(props: WizardProps) {
  const { title, steps, current, onCurrentChange, preview, lastPage } = props;
  const pages = [...steps, { id: LAST, title: 'Check and finish', content: lastPage }];
  const at = Math.max(
    0,
    pages.findIndex(({ id }) => id === current),
  );
  const visited = useVisited(pages[at]?.id ?? '');
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (index: number) => {
    const page = pages[index];
    if (!page) return;
    onCurrentChange(page.id);
    requestAnimationFrame(() => heading.current?.focus());
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        className={classes(
          'grid min-h-0 flex-1 grid-cols-[184px_minmax(0,1fr)]',
          preview !== undefined && 'lg:grid-cols-[184px_minmax(0,1fr)_minmax(280px,360px)]',
        )}
      >
        <StepRail title={title} pages={pages} at={at} visited={visited} onGo={go} />
        <div className="min-h-0 overflow-auto px-6 py-5">
          <h2 ref={heading} tabIndex={-1} className="mb-4 font-semibold text-lead outline-none">
            <VisuallyHidden>
              Step {at + 1} of {pages.length}:{' '}
            </VisuallyHidden>
            {pages[at]?.title}
          </h2>
          {pages.map((page, index) => (
            <div key={page.id} hidden={index !== at}>
              {(index === at || visited.has(page.id)) && page.content}
            </div>
          ))}
        </div>
        {preview && (
          <aside aria-label="Preview" className="hidden min-h-0 overflow-auto border-line border-s bg-canvas px-5 py-5 lg:block">
            {preview}
          </aside>
        )}
      </div>
      <WizardFoot {...props} at={at} pageCount={pages.length} onGo={go} />
    </div>
  );
}

type WizardFootProps = WizardProps & Readonly<{ at: number; pageCount: number; onGo: (index: number) => void }>;

function WizardFoot({ steps, tieOut, finish, onLeave, saved, at, pageCount, onGo }: WizardFootProps) {
  const unmetAnywhere = [...steps.flatMap((step) => step.unmet ?? []), ...(finish.reasons ?? [])];
  return (
    <div className="flex flex-col gap-2.5 border-line border-t bg-canvas px-4 py-3">
      {tieOut}
      <div className="flex items-center gap-2">
        {onLeave && <Button onClick={onLeave}>Save and leave</Button>}
        {saved && <span className="text-muted text-small">{saved}</span>}
        <span className="ms-auto" />
        {at > 0 && (
          <Button icon={ArrowLeft} onClick={() => onGo(at - 1)}>
            Back
          </Button>
        )}
        {at === pageCount - 1 ? (
          <Button variant="primary" icon={Check} busy={finish.busy ?? false} reasons={unmetAnywhere} onClick={finish.onFinish}>
            {finish.label}
          </Button>
        ) : (
          <Button variant="primary" iconAfter={ArrowRight} reasons={steps[at]?.unmet ?? []} onClick={() => onGo(at + 1)}>
            Next
          </Button>
        )}
      </div>
    </div>
  );
}

/** Visited pages stay mounted, so going back finds every entry as it was left. */
function useVisited(current: string): ReadonlySet<string> {
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set([current]));
  useEffect(() => {
    setVisited((before) => (before.has(current) ? before : new Set([...before, current])));
  }, [current]);
  return visited;
}

type StepRailProps = Readonly<{
  title: string;
  pages: readonly WizardStep[];
  at: number;
  visited: ReadonlySet<string>;
  onGo: (index: number) => void;
}>;

function StepRail({ title, pages, at, visited, onGo }: StepRailProps) {
  return (
    <nav aria-label={`Steps of ${title}`} className="min-h-0 overflow-auto border-line border-e bg-canvas px-3 py-5">
      <ol className="flex flex-col gap-0.5">
        {pages.map((page, index) => {
          const reachable = index <= at || visited.has(page.id);
          const done = index !== at && visited.has(page.id) && (page.unmet ?? []).length === 0;
          return (
            <li key={page.id}>
              <button
                type="button"
                aria-current={index === at ? 'step' : undefined}
                aria-disabled={!reachable || undefined}
                title={reachable ? undefined : 'Finish the steps before this one first'}
                onClick={() => reachable && onGo(index)}
                className={classes(
                  'flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-start text-ui',
                  index === at ? 'bg-accent-soft font-medium text-text' : 'text-muted hover:bg-hover',
                )}
              >
                <span
                  className={classes(
                    'tnum grid size-5 shrink-0 place-items-center rounded-full border text-mini',
                    index === at && 'border-accent bg-accent text-on-accent',
                    done && 'border-good text-good',
                    index !== at && !done && 'border-line-strong',
                  )}
                >
                  {done ? <Check size={12} strokeWidth={3} aria-hidden /> : index + 1}
                </span>
                <span className="min-w-0">
                  {page.title}
                  {done && <VisuallyHidden> (done)</VisuallyHidden>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type Crumb = Readonly<{ label: string; goTo?: () => void }>;

type ScreenProps = Readonly<{
  title: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Beside the title: a total, a status. */
  aside?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  description?: ReactNode;
  /** The content takes the height that is left, as a table does. */
  fill?: boolean;
  children: ReactNode;
}>;

/** The frame every page stands in: one h1, where it is, what can be done. */
export function Screen({ title, breadcrumbs = [], aside, actions, description, fill = false, children }: ScreenProps) {
  return (
    <div className={classes('flex min-w-0 flex-col', fill && 'h-full min-h-0')}>
      <header className="flex flex-col gap-1 px-6 pt-5 pb-4">
        {breadcrumbs.length > 0 && <Breadcrumbs crumbs={breadcrumbs} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="min-w-0 font-semibold text-title tracking-tight">{title}</h1>
          {aside && <div className="text-lead text-muted">{aside}</div>}
          {actions && <div className="ms-auto flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {description && <p className="max-w-180 text-muted text-ui">{description}</p>}
      </header>
      <div className={classes('min-w-0 px-6 pb-6', fill && 'flex min-h-0 flex-1 flex-col')}>{children}</div>
    </div>
  );
}

function Breadcrumbs({ crumbs }: Readonly<{ crumbs: readonly Crumb[] }>) {
  return (
    <nav aria-label="Where you are">
      <ol className="flex flex-wrap items-center gap-1 text-muted text-small">
        {crumbs.map(({ label, goTo }, index) => (
          <li key={label} className="flex items-center gap-1">
            {index > 0 && <ChevronRight size={12} aria-hidden />}
            {goTo ? (
              <button type="button" onClick={goTo} className="-mx-1 rounded-small px-1 py-0.5 hover:bg-hover hover:text-text">
                {label}
              </button>
            ) : (
              <span>{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

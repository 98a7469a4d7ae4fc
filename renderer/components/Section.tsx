import { type ReactNode, useId } from 'react';

type SectionProps = Readonly<{ title: string; actions?: ReactNode; description?: ReactNode; children: ReactNode }>;

/** A titled block within a Screen. */
export function Section({ title, actions, description, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-7 last:mb-0">
      <div className="mb-2.5 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold text-lead">
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-180 text-muted text-ui">{description}</p>}
        </div>
        {actions && <div className="ms-auto flex gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

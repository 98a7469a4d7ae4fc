import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = Readonly<{ title: string; text: ReactNode; action?: ReactNode; icon?: LucideIcon }>;

/** What will be here, why there is nothing yet, and the one thing to do about it. */
export function EmptyState({ title, text, action, icon: Icon = Inbox }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-104 flex-col items-center px-6 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-card border border-line bg-sunken text-muted">
        <Icon size={20} strokeWidth={1.5} aria-hidden />
      </span>
      <p className="font-medium text-lead">{title}</p>
      <p className="mt-1 text-balance text-muted text-ui">{text}</p>
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}

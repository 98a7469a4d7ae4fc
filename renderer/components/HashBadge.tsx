import { CopyButton } from './CopyButton.tsx';

type HashBadgeProps = Readonly<{ hash: string; label?: string; length?: number }>;

/** The first characters of a hash, the whole of it on copy and hover. */
export function HashBadge({ hash, label = 'hash', length = 8 }: HashBadgeProps) {
  return (
    <span className="inline-flex items-center gap-0.5 whitespace-nowrap">
      <code title={hash} className="rounded-small border border-line bg-sunken px-1.5 py-px font-mono text-mini text-muted">
        {hash.slice(0, length)}
      </code>
      <CopyButton text={hash} label={`Copy the whole ${label}`} />
    </span>
  );
}

import { Printer } from 'lucide-react';
import { Button } from './Button.tsx';

type SecretWordsProps = Readonly<{ words: readonly string[]; label?: string; onPrint?: () => void }>;

/** The recovery words, numbered, shown once. There is no copy button: the clipboard is no place for them. */
export function SecretWords({ words, label = 'Recovery words', onPrint = () => window.print() }: SecretWordsProps) {
  return (
    <div>
      <ol
        aria-label={label}
        translate="no"
        className="grid grid-cols-3 gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-4 print:grid-cols-3"
      >
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
          <li key={index} className="flex items-baseline gap-2 bg-surface px-3 py-2">
            <span aria-hidden className="tnum w-5 text-end text-mini text-muted">
              {index + 1}
            </span>
            <span className="font-medium font-mono text-lead">{word}</span>
          </li>
        ))}
      </ol>
      <div className="mt-3 flex justify-end" data-print="hide">
        <Button icon={Printer} onClick={onPrint}>
          Print the words
        </Button>
      </div>
    </div>
  );
}

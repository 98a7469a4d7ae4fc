import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { classes } from '#renderer/components/classes.ts';
import { useTitle } from './title.ts';

type EntryCardProps = Readonly<{
  title: string;
  text?: ReactNode;
  wide?: boolean;
  back?: Readonly<{ label: string; onClick: () => void }>;
  children: ReactNode;
}>;

/** The frame of every page before the shell. */
export function EntryCard({ title, text, wide = false, back, children }: EntryCardProps) {
  useTitle(title);
  return (
    <div className={classes('mx-auto w-full px-6 pt-[7vh] pb-12 print:max-w-none print:pt-6', wide ? 'max-w-200' : 'max-w-112')}>
      {back && (
        <Button variant="quiet" icon={ArrowLeft} className="-ms-3 mb-3" onClick={back.onClick}>
          {back.label}
        </Button>
      )}
      <h1 className="font-semibold text-display tracking-tight">{title}</h1>
      {text && <p className="mt-1.5 text-lead text-muted">{text}</p>}
      <div className="mt-6">{children}</div>
    </div>
  );
}

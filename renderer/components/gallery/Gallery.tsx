import { type ReactNode, useEffect, useState } from 'react';
import { RadioGroup } from '../RadioGroup.tsx';
import { applyDensity, applyTheme, type Density, type ThemeChoice } from '../theme.ts';
import { ActionExamples } from './ActionExamples.tsx';
import { ChartExamples } from './ChartExamples.tsx';
import { FeedbackExamples } from './FeedbackExamples.tsx';
import { FieldExamples } from './FieldExamples.tsx';
import { OverlayExamples } from './OverlayExamples.tsx';
import { RecordExamples } from './RecordExamples.tsx';
import { ScreenExamples } from './ScreenExamples.tsx';
import { SheetExamples } from './SheetExamples.tsx';
import { TableExamples } from './TableExamples.tsx';
import { WizardExamples } from './WizardExamples.tsx';

type Part = Readonly<{ id: string; title: string; content: ReactNode }>;

const parts: readonly Part[] = [
  { id: 'actions', title: 'Actions', content: <ActionExamples /> },
  { id: 'fields', title: 'Fields', content: <FieldExamples /> },
  { id: 'table', title: 'Table', content: <TableExamples /> },
  { id: 'sheet', title: 'Sheet', content: <SheetExamples /> },
  { id: 'records', title: 'Figures and records', content: <RecordExamples /> },
  { id: 'feedback', title: 'Feedback', content: <FeedbackExamples /> },
  { id: 'overlays', title: 'Overlays', content: <OverlayExamples /> },
  { id: 'charts', title: 'Charts', content: <ChartExamples /> },
  { id: 'wizard', title: 'Wizard', content: <WizardExamples /> },
  { id: 'screen', title: 'Screen', content: <ScreenExamples /> },
];

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'High contrast' },
];
const densities = [
  { value: 'dense', label: 'Dense' },
  { value: 'comfortable', label: 'Comfortable' },
];

/** Every component in every state. The address picks what is shown: `?theme=dark&density=comfortable&part=table`. */
export function Gallery() {
  const asked = new URLSearchParams(location.search);
  const [theme, setTheme] = useState<ThemeChoice>((asked.get('theme') as ThemeChoice | null) ?? 'light');
  const [density, setDensity] = useState<Density>((asked.get('density') as Density | null) ?? 'dense');
  const part = asked.get('part');
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyDensity(density), [density]);
  return (
    <div className="grid grid-cols-[184px_minmax(0,1fr)]">
      <nav aria-label="Parts" className="sticky top-0 flex h-screen flex-col gap-6 border-line border-e px-4 py-5">
        <ul className="flex flex-col gap-0.5">
          {parts.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="block rounded-control px-2 py-1 text-text no-underline hover:bg-hover">
                {title}
              </a>
            </li>
          ))}
        </ul>
        <RadioGroup label="Theme" value={theme} options={themes} onChange={(value) => setTheme(value as ThemeChoice)} />
        <RadioGroup label="Density" value={density} options={densities} onChange={(value) => setDensity(value as Density)} />
      </nav>
      <main className="min-w-0 px-8 py-6">
        <h1 className="mb-6 font-semibold text-title">Clearway components</h1>
        {parts
          .filter(({ id }) => part === null || id === part)
          .map(({ id, title, content }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`} className="mb-12">
              <h2 id={`${id}-title`} className="mb-4 border-line border-b pb-2 font-semibold text-lead">
                {title}
              </h2>
              {content}
            </section>
          ))}
      </main>
    </div>
  );
}

import { Info } from 'lucide-react';
import { useState } from 'react';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { type FigureRecord, valueText } from './figureText.ts';

type FigureTilesProps = Readonly<{ figures: readonly FigureRecord[]; label: string }>;

/** Figures side by side; each opens its definition and what it was made of. */
export function FigureTiles({ figures, label }: FigureTilesProps) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = figures.find(({ id }) => id === open);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of figures is no fieldset
    <div role="group" aria-label={label} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5">
      {figures.map((figure) => (
        <div key={figure.id} className="flex min-w-0 flex-col rounded-card border border-line bg-surface px-3 py-2">
          <span className="flex items-center justify-between gap-1 text-muted text-small">
            {figure.title}
            <IconButton icon={Info} label={`Explain ${figure.title}`} onClick={() => setOpen(figure.id)} />
          </span>
          <FigureValue figure={figure} />
          {isUnknown(figure) && <span className="mt-0.5 text-muted text-small">{figure.reason}</span>}
        </div>
      ))}
      {shown && <FigureDrawer figure={shown} onClose={() => setOpen(null)} />}
    </div>
  );
}

const isUnknown = ({ money, value }: FigureRecord): boolean => money === null && value === null;

function FigureValue({ figure }: Readonly<{ figure: FigureRecord }>) {
  if (isUnknown(figure)) return <span className="text-muted text-ui">Not measurable</span>;
  return (
    <span className="tnum font-semibold text-lead">
      {figure.money ? <MoneyText amount={figure.money} negative="parens" /> : valueText(figure)}
    </span>
  );
}

function FigureDrawer({ figure, onClose }: Readonly<{ figure: FigureRecord; onClose: () => void }>) {
  return (
    <Drawer open onOpenChange={(next) => !next && onClose()} title={figure.title} description={figure.definition}>
      <KeyValueList
        items={[
          { label: 'Result', value: <FigureValue figure={figure} />, ...(figure.reason ? { help: figure.reason } : {}) },
          ...figure.inputs.map(({ label, money, text }) => ({
            label,
            value: money ? <MoneyText amount={money} negative="parens" /> : text,
            ...(money && text ? { help: text } : {}),
          })),
        ]}
      />
    </Drawer>
  );
}

import { useState } from 'react';
import { Drawer } from '#renderer/components/Drawer.tsx';
import { KeyValueList } from '#renderer/components/KeyValueList.tsx';
import { MoneyText } from '#renderer/components/MoneyText.tsx';
import { StatTile } from '#renderer/components/StatTile.tsx';
import { type FigureRecord, valueText } from './figureText.ts';

type FigureTilesProps = Readonly<{ figures: readonly FigureRecord[]; label: string }>;

/** Figures as tiles; each opens its definition and what it was made of. */
export function FigureTiles({ figures, label }: FigureTilesProps) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = figures.find(({ id }) => id === open);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of figures is no fieldset
    <div role="group" aria-label={label} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
      {figures.map((figure) => (
        <StatTile
          key={figure.id}
          label={figure.title}
          value={<FigureValue figure={figure} />}
          detail={figure.money === null && figure.value === null ? figure.reason : undefined}
          action={{ label: 'Explain', onClick: () => setOpen(figure.id) }}
        />
      ))}
      {shown && <FigureDrawer figure={shown} onClose={() => setOpen(null)} />}
    </div>
  );
}

function FigureValue({ figure }: Readonly<{ figure: FigureRecord }>) {
  return <span className="text-title">{figure.money ? <MoneyText amount={figure.money} negative="parens" /> : valueText(figure)}</span>;
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

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export type TabItem = Readonly<{ id: string; label: string; count?: number; content: ReactNode }>;

type TabsProps = Readonly<{ label: string; tabs: readonly TabItem[]; value?: string; onChange?: (id: string) => void }>;

export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <BaseTabs.Root
      value={value}
      defaultValue={value === undefined ? tabs[0]?.id : undefined}
      onValueChange={(next) => onChange?.(String(next))}
    >
      <BaseTabs.List aria-label={label} className="relative flex gap-1 border-line border-b">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.id}
            value={tab.id}
            className="motion-quick -mb-px flex h-8 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-muted text-ui transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:font-medium data-active:text-text"
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="tnum rounded-full bg-sunken px-1.5 text-mini text-muted">{tab.count.toLocaleString('en-US')}</span>
            )}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

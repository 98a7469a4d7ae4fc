import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Menu } from './Menu.tsx';
import { revealTab, useTabsOutOfSight } from './tabsInSight.ts';

export type TabItem = Readonly<{ id: string; label: string; count?: number; content: ReactNode }>;

type TabsProps = Readonly<{ label: string; tabs: readonly TabItem[]; value?: string; onChange?: (id: string) => void }>;

/**
 * Tabs on one line, whatever the width: the line moves with the keyboard and the choice, and what does not fit is offered
 * under “more” at its end. Every tab stays in the one tab list, so that arrow keys and screen readers meet all of them.
 */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const [own, setOwn] = useState(tabs[0]?.id);
  const chosen = value ?? own;
  const list = useRef<HTMLDivElement>(null);
  const outOfSight = useTabsOutOfSight(list, `${tabs.map(({ id }) => id).join(' ')}#${chosen}`);
  const choose = (id: string) => {
    setOwn(id);
    onChange?.(id);
  };
  return (
    <BaseTabs.Root value={chosen} onValueChange={(next) => choose(String(next))}>
      <div className="flex items-center border-line border-b">
        <BaseTabs.List
          ref={list}
          aria-label={label}
          onFocus={({ target }) => revealTab(target)}
          className="relative -mb-px flex min-w-0 flex-1 gap-0.5 overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
        >
          {tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.id}
              value={tab.id}
              data-tab={tab.id}
              className="motion-quick flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-2 text-muted text-ui transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:font-medium data-active:text-text"
            >
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && (
                <span className="tnum rounded-full bg-sunken px-1.5 text-mini text-muted">{tab.count.toLocaleString('en-US')}</span>
              )}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {outOfSight.length > 0 && <MoreTabs tabs={tabs.filter(({ id }) => outOfSight.includes(id))} choose={choose} />}
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

function MoreTabs({ tabs, choose }: Readonly<{ tabs: readonly TabItem[]; choose: (id: string) => void }>) {
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${tabs.length} more tabs: ${tabs.map(({ label }) => label).join(', ')}`}
          className="flex h-7 shrink-0 items-center gap-1 rounded-small px-2 text-muted text-ui hover:bg-hover hover:text-text"
        >
          <span className="tnum">{tabs.length} more</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
      items={tabs.map(({ id, label }) => ({ id, label, onSelect: () => choose(id) }))}
    />
  );
}

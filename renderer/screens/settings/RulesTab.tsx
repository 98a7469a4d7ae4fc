import { Search } from 'lucide-react';
import { useState } from 'react';
import { Asked } from '#renderer/app/Asked.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import type { RuleScope } from '#shared/model/settings.ts';
import { RuleCard } from './RuleCard.tsx';
import { RuleDrawer } from './RuleDrawer.tsx';
import type { RuleLine } from './ruleText.ts';
import { Elsewhere, houseScope, ScopeChoice } from './ScopeChoice.tsx';

const views = [
  { value: 'all', label: 'All rules' },
  { value: 'waiting', label: 'Waiting for a second person' },
  { value: 'upcoming', label: 'Changing on a later day' },
  { value: 'changed', label: 'Different from the profile' },
];

export function RulesTab() {
  const [fundId, setFund] = useSearchParam('fund');
  const scope: RuleScope = fundId === null ? houseScope : { kind: 'fund', id: fundId };
  const rules = useAsk('settings.rules', { scope });
  const goTo = useGoTo();
  const [view] = useSearchParam('view');
  const [open, setOpen] = useSearchParam('rule');
  const [search, setSearch] = useState('');
  const show = (next: string) => goTo(pathOf(next, fundId));
  return (
    <Asked of="the business rules" query={rules}>
      {(data) => {
        const offered = data.rules.filter(({ perFund }) => fundId === null || perFund);
        const found = offered.filter((line) => isInView(line, view ?? 'all') && matches(line, search));
        const opened = data.rules.find(({ rule }) => rule === open);
        return (
          <div className="max-w-300">
            <div className="mb-4 flex flex-wrap items-center gap-2">
              <TextInput
                icon={Search}
                type="search"
                aria-label="Search rules"
                placeholder="Search rules"
                className="w-60"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
              <span className="w-64">
                <Select aria-label="Which rules" value={view ?? 'all'} onChange={show} options={views} />
              </span>
              <ScopeChoice fundId={fundId} onFund={setFund} />
              <span className="tnum ms-auto text-muted text-small">
                {found.length} of {offered.length} rules
              </span>
            </div>
            <Elsewhere waiting={data.elsewhere} />
            {found.length === 0 && (
              <NoRules
                view={view ?? 'all'}
                onAll={() => {
                  setSearch('');
                  show('all');
                }}
              />
            )}
            {[...Map.groupBy(found, ({ section }) => section)].map(([section, lines]) => (
              <Section key={section} title={section}>
                <ul className="divide-y divide-line/70 rounded-card border border-line bg-surface">
                  {lines.map((line) => (
                    <RuleCard key={line.rule} line={line} onOpen={() => setOpen(line.rule)} />
                  ))}
                </ul>
              </Section>
            ))}
            {opened && <RuleDrawer key={opened.rule} line={opened} scope={scope} onClose={() => setOpen(null)} />}
          </div>
        );
      }}
    </Asked>
  );
}

const pathOf = (view: string, fundId: string | null): string => {
  const params = new URLSearchParams({ ...(view === 'all' ? {} : { view }), ...(fundId === null ? {} : { fund: fundId }) });
  return params.size === 0 ? '/settings' : `/settings?${params}`;
};

function isInView({ waiting, upcoming, source }: RuleLine, view: string): boolean {
  if (view === 'waiting') return waiting !== null;
  if (view === 'upcoming') return upcoming.length > 0;
  return view !== 'changed' || source !== 'profile';
}

const matches = ({ title, bites, rule }: RuleLine, search: string): boolean =>
  `${title} ${bites} ${rule}`.toLowerCase().includes(search.trim().toLowerCase());

const emptyTexts: Readonly<Record<string, string>> = {
  waiting: 'No change waits for a second person. A change that gives people more room appears here until somebody else decides it.',
  upcoming: 'No rule changes on a later day. A change with a later effective date appears here until that day.',
  changed: 'Every rule has the value of the profile. Open a rule to change it for this house.',
};

function NoRules({ view, onAll }: Readonly<{ view: string; onAll: () => void }>) {
  return (
    <EmptyState
      title="No rule here"
      text={emptyTexts[view] ?? 'No rule has these words in its name or in what it does.'}
      action={<Button onClick={onAll}>Show all rules</Button>}
    />
  );
}

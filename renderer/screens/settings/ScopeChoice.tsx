import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import type { RuleScope } from '#shared/model/settings.ts';
import { factOf, type ValueRow } from './ruleText.ts';

export const houseScope: RuleScope = { kind: 'house', id: null };
const HOUSE = 'house';

function useFundNames(): ReadonlyMap<string, string> {
  const may = useMay();
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  return new Map((funds.data?.rows ?? []).map(({ id, name }) => [id, name]));
}

export function useScopeName(): (scope: RuleScope) => string {
  const names = useFundNames();
  return ({ kind, id }) => (kind === 'house' ? 'the house' : (names.get(id ?? '') ?? (kind === 'fund' ? 'one fund' : 'one type of fund')));
}

/** The house, or one fund: only rules that may differ by fund are shown for a fund. */
export function ScopeChoice({ fundId, onFund }: Readonly<{ fundId: string | null; onFund: (fundId: string | null) => void }>) {
  const names = useFundNames();
  return (
    <span className="w-52">
      <Select
        aria-label="Whose rules"
        value={fundId ?? HOUSE}
        onChange={(next) => onFund(next === HOUSE ? null : next)}
        options={[{ value: HOUSE, label: 'The whole house' }, ...[...names].map(([value, label]) => ({ value, label }))]}
      />
    </span>
  );
}

/** What waits for another scope than the one in view, each with its way there. */
export function Elsewhere({ waiting }: Readonly<{ waiting: readonly ValueRow[] }>) {
  const goTo = useGoTo();
  const scopeName = useScopeName();
  return waiting.map((value) => {
    const { id, scope, rule, proposedBy } = value;
    const path = scope.kind === 'fund' ? `/settings?view=waiting&fund=${scope.id}` : '/settings?view=waiting';
    const look = (
      <Button size="small" onClick={() => goTo(path)}>
        Look at it
      </Button>
    );
    return (
      <div key={id} className="mb-3">
        <Callout tone="info" {...(scope.kind === 'fundType' ? {} : { action: look })}>
          A change of “{factOf(rule).title}” for {scopeName(scope)}, proposed by {proposedBy}, waits for a second person.
        </Callout>
      </div>
    );
  });
}

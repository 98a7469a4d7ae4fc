import type { Option } from '#renderer/components/Select.tsx';
import { useAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';

export const EVERY_FUND = 'every';
const everyFund = 'Every fund without an account of its own';

/** The funds a person may see, as choices, and their names. */
export function useFunds(): Readonly<{ options: readonly Option[]; nameOf: (fundId: string | null) => string }> {
  const may = useMay();
  const funds = useAsk('funds.list', { limit: 500 }, { enabled: may('funds.view') });
  const rows = funds.data?.rows ?? [];
  return {
    options: [{ value: EVERY_FUND, label: everyFund }, ...rows.map(({ id, name }) => ({ value: id as string, label: name }))],
    nameOf: (fundId) => (fundId === null ? everyFund : (rows.find(({ id }) => id === fundId)?.name ?? 'One fund')),
  };
}

export const fundIdOf = (value: string): string | null => (value === EVERY_FUND ? null : value);

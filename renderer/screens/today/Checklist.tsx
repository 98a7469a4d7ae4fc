import { useGoTo } from '#renderer/app/navigate.ts';
import { ReadinessList } from '#renderer/components/ReadinessList.tsx';
import { useAsk, useHostAsk } from '#renderer/data/ask.ts';
import { useMay } from '#renderer/data/session.ts';
import { firstSteps } from './firstSteps.ts';

/** The first steps of a new house. Each ticks itself from what really happened, and the list goes when all are done. */
export function Checklist() {
  const may = useMay();
  const manages = may('access.manageUsers') && may('settings.propose') && may('health.operate');
  return manages ? <OwnersChecklist /> : null;
}

function OwnersChecklist() {
  const goTo = useGoTo();
  const users = useAsk('access.users', { filter: { status: 'active' }, limit: 1, totals: true });
  const history = useAsk('settings.history', { limit: 1, totals: true });
  const house = useAsk('settings.house', {});
  const keys = useHostAsk('host.keys', {});
  const backups = useHostAsk('host.backups', {});
  if (!users.data || !history.data || !house.data || !keys.data || !backups.data) return null;
  const steps = firstSteps({
    activeUsers: users.data.total ?? users.data.rows.length,
    ruleChanges: history.data.total ?? history.data.rows.length,
    houseComplete: house.data.legalName !== '' && house.data.address !== '' && house.data.country !== '',
    recovery: keys.data.recovery,
    backups: backups.data.backups.length,
  });
  if (steps.every(({ met }) => met)) return null;
  return (
    <div className="mb-7">
      <ReadinessList title="First steps of this house" items={steps.map(({ path, ...step }) => ({ ...step, goTo: () => goTo(path) }))} />
    </div>
  );
}

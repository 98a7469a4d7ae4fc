import { Plus } from 'lucide-react';
import { useScreenCommands } from '#renderer/app/commands.ts';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { useMay } from '#renderer/data/session.ts';
import { CallTable } from './CallTable.tsx';

export function CallsScreen() {
  const goTo = useGoTo();
  const needs = useNeeds();
  const may = useMay();
  const draw = () => goTo('/calls/new');
  useScreenCommands(
    may('calls.draft') ? [{ id: 'calls.draft', title: 'Draw up a capital call', group: 'Capital calls', keys: 'n', run: draw }] : [],
  );
  return (
    <Screen
      title="Capital calls"
      description="What investors are called for: drawn up with every share in view, approved by tier, issued with notice, then paid."
      fill
      actions={
        <Button variant="primary" icon={Plus} reasons={needs('calls.draft')} onClick={draw}>
          Draw up a call
        </Button>
      }
    >
      <NeedsPermission permission="calls.view">
        <CallTable height="fill" />
      </NeedsPermission>
    </Screen>
  );
}

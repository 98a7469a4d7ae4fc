import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { NeedsPermission, useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useSearchParam } from '#renderer/app/navigate.ts';
import { Button } from '#renderer/components/Button.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Screen } from '#renderer/components/Screen.tsx';
import { Tabs } from '#renderer/components/Tabs.tsx';
import { useHost } from '#renderer/data/command.ts';
import { LogTab } from './LogTab.tsx';
import { ReportsTab } from './ReportsTab.tsx';
import { VerifyPanel } from './VerifyPanel.tsx';

export function AuditScreen() {
  const [tab, setTab] = useSearchParam('tab');
  const [jobId, setJobId] = useState<string | null>(null);
  const needs = useNeeds();
  const check = useHost('host.startJob');
  const verify = async () => {
    const reply = await check.run({ kind: 'health.check', input: {} });
    if (reply.ok) setJobId(reply.value.jobId);
  };
  return (
    <Screen
      title="Audit"
      description="Every command that changed this workspace: who, when, from which device, why, and what it changed. Each row carries the hash of the row before it."
      actions={
        <Button icon={ShieldCheck} busy={check.isPending} reasons={needs('health.operate')} onClick={() => void verify()}>
          Verify chain
        </Button>
      }
    >
      <NeedsPermission permission="audit.view">
        <RefusalText>{check.sentence}</RefusalText>
        {jobId !== null && <VerifyPanel jobId={jobId} onClose={() => setJobId(null)} />}
        <Tabs
          label="Audit"
          value={tab ?? 'log'}
          onChange={(next) => setTab(next === 'log' ? null : next)}
          tabs={[
            { id: 'log', label: 'Log', content: <LogTab /> },
            { id: 'reports', label: 'Compliance reports', content: <ReportsTab /> },
          ]}
        />
      </NeedsPermission>
    </Screen>
  );
}

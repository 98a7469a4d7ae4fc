import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { type Instant, millisecondsOf } from '#shared/dates.ts';
import { FormDialog } from './FormDialog.tsx';

type Secret = Readonly<{
  entity: 'bankAccount' | 'fund' | 'fundBankAccount' | 'taxProfile';
  entityId: string;
  field: 'accountNumber' | 'routing' | 'routingNumber' | 'bic' | 'taxId' | 'tin';
  what: string;
}>;
type Revealed = Readonly<{ value: string; expiresAt: Instant }>;

/** Shown masked; a reveal names its purpose, stays on the record, and hides itself again. */
export function Revealable({ masked, ...secret }: Secret & Readonly<{ masked: string }>) {
  const needs = useNeeds();
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => setRevealed(null), Math.max(0, millisecondsOf(revealed.expiresAt) - Date.now()));
    return () => clearTimeout(timer);
  }, [revealed]);
  return (
    <span className="inline-flex items-center gap-1">
      <span className="tnum font-mono">{revealed?.value ?? masked}</span>
      {revealed ? (
        <IconButton size="small" icon={EyeOff} label={`Hide ${secret.what}`} onClick={() => setRevealed(null)} />
      ) : (
        <IconButton
          size="small"
          icon={Eye}
          label={`Reveal ${secret.what}…`}
          reasons={needs('audit.unmask')}
          onClick={() => setAsking(true)}
        />
      )}
      {asking && <RevealDialog {...secret} onRevealed={setRevealed} onClose={() => setAsking(false)} />}
    </span>
  );
}

type RevealDialogProps = Secret & Readonly<{ onRevealed: (revealed: Revealed) => void; onClose: () => void }>;

function RevealDialog({ entity, entityId, field, what, onRevealed, onClose }: RevealDialogProps) {
  const [grantId] = useState(newId);
  const [failure, setFailure] = useState<string | null>(null);
  const unmask = useCommand('audit.unmask');
  return (
    <FormDialog
      title={`Reveal ${what}`}
      description="Your name, the time and the purpose are written to the audit log first."
      fields={[{ id: 'purpose', label: 'Purpose', kind: 'area', required: true }]}
      initial={{}}
      saveLabel="Reveal"
      action={{ ...unmask, sentence: failure ?? unmask.sentence }}
      onClose={onClose}
      onSave={async ({ purpose = '' }) => {
        const reply = await unmask.run({ grantId, entity, entityId, field, purpose });
        if (!reply.ok) return false;
        try {
          const { value, expiresAt } = await askOnce('audit.unmasked', { grantId });
          if (value !== null) onRevealed({ value, expiresAt });
          return true;
        } catch (error) {
          setFailure(error instanceof Error ? error.message : String(error));
          return false;
        }
      }}
    />
  );
}

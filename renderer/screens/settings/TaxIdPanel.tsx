import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Field } from '#renderer/components/Field.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { Section } from '#renderer/components/Section.tsx';
import { Textarea } from '#renderer/components/Textarea.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import { notify } from '#renderer/components/Toasts.tsx';
import { askOnce } from '#renderer/data/ask.ts';
import { useCommand } from '#renderer/data/command.ts';
import { newId } from '#renderer/data/newId.ts';
import { type Instant, millisecondsOf } from '#shared/dates.ts';
import type { HouseRecord } from './HouseForm.tsx';

type Revealed = Readonly<{ value: string; expiresAt: Instant }>;

/** Shown masked; a reveal names its purpose, stays on the record and hides itself again. */
export function TaxIdPanel({ record }: Readonly<{ record: HouseRecord }>) {
  const needs = useNeeds();
  const [asking, setAsking] = useState<'reveal' | 'set' | null>(null);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const hide = () => setRevealed(null);
  const none = record.taxIdMasked === null ? [{ text: 'No tax id is recorded yet. Set it first.' }] : [];
  return (
    <Section title="Tax id" description="Masked everywhere. Each reveal says who, when and why in the audit log.">
      <div className="rounded-card border border-line bg-surface p-3.5">
        <p className="tnum font-mono text-lead" data-testid="tax-id">
          {revealed ? revealed.value : (record.taxIdMasked ?? <span className="font-sans text-muted text-ui">Not recorded yet</span>)}
        </p>
        {revealed && <Countdown until={revealed.expiresAt} onOver={hide} />}
        <div className="mt-3 flex gap-2">
          {revealed ? (
            <Button size="small" onClick={hide}>
              Hide now
            </Button>
          ) : (
            <Button size="small" icon={Eye} reasons={[...needs('audit.unmask'), ...none]} onClick={() => setAsking('reveal')}>
              Reveal…
            </Button>
          )}
          <Button size="small" reasons={needs('settings.house')} onClick={() => setAsking('set')}>
            {record.taxIdMasked === null ? 'Set…' : 'Change…'}
          </Button>
        </div>
      </div>
      {asking === 'reveal' && <RevealDialog onRevealed={setRevealed} onClose={() => setAsking(null)} />}
      {asking === 'set' && (
        <SetTaxIdDialog
          record={record}
          onClose={() => {
            setAsking(null);
            hide();
          }}
        />
      )}
    </Section>
  );
}

function Countdown({ until, onOver }: Readonly<{ until: Instant; onOver: () => void }>) {
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    const timer = setInterval(() => {
      const next = secondsUntil(until);
      setLeft(next);
      if (next <= 0) onOver();
    }, 1000);
    return () => clearInterval(timer);
  }, [until, onOver]);
  return (
    <p className="tnum text-muted text-small">
      Hidden again in {Math.floor(left / 60)}:{String(Math.max(0, left % 60)).padStart(2, '0')}
    </p>
  );
}

const secondsUntil = (until: Instant): number => Math.max(0, Math.ceil((millisecondsOf(until) - Date.now()) / 1000));

function RevealDialog({ onRevealed, onClose }: Readonly<{ onRevealed: (revealed: Revealed) => void; onClose: () => void }>) {
  const [purpose, setPurpose] = useState('');
  const [grantId] = useState(newId);
  const [failure, setFailure] = useState<string | null>(null);
  const unmask = useCommand('audit.unmask');
  const reveal = async () => {
    const reply = await unmask.run({ grantId, entity: 'house', entityId: 'house', field: 'taxId', purpose });
    if (!reply.ok) return;
    try {
      const { value, expiresAt } = await askOnce('audit.unmasked', { grantId });
      if (value !== null) onRevealed({ value, expiresAt });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Reveal the tax id"
      description="Your name, the time and the purpose are written to the audit log first."
      size="small"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={unmask.isPending}
            reasons={purpose.trim() === '' ? [{ text: 'Say what it is needed for.' }] : []}
            onClick={() => void reveal()}
          >
            Reveal
          </Button>
        </>
      }
    >
      <Field label="Purpose" required error={unmask.fieldErrors.purpose}>
        <Textarea rows={2} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <div className="mt-2">
        <RefusalText>{failure ?? unmask.sentence}</RefusalText>
      </div>
    </Dialog>
  );
}

function SetTaxIdDialog({ record, onClose }: Readonly<{ record: HouseRecord; onClose: () => void }>) {
  const [taxId, setTaxId] = useState('');
  const [reason, setReason] = useState('');
  const set = useCommand('settings.setTaxId');
  const save = async () => {
    const reply = await set.run({ expectedVersion: record.version, taxId: taxId.trim(), ...(reason.trim() === '' ? {} : { reason }) });
    if (!reply.ok) return;
    notify({ title: 'Tax id set', text: 'It is shown masked from now on.', tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={record.taxIdMasked === null ? 'Set the tax id' : 'Change the tax id'}
      description="It needs your passphrase again and is shown masked afterwards."
      size="small"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={set.isPending}
            reasons={taxId.trim() === '' ? [{ text: 'Enter the tax id.' }] : []}
            onClick={() => void save()}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Tax id" required error={set.fieldErrors.taxId ?? (set.refusal?.code === 'taxIdMalformed' ? set.sentence : null)}>
          <TextInput value={taxId} onChange={(event) => setTaxId(event.target.value)} />
        </Field>
        <Field label="Reason" error={set.fieldErrors.reason}>
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {set.refusal?.code !== 'taxIdMalformed' && Object.keys(set.fieldErrors).length === 0 && <RefusalText>{set.sentence}</RefusalText>}
      </div>
    </Dialog>
  );
}

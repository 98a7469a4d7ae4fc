import { Plus, Trash2 } from 'lucide-react';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { IconButton } from '#renderer/components/IconButton.tsx';
import type { BusinessDate } from '#shared/dates.ts';
import { emptyGrant, type GrantDraft, GrantFields } from './GrantFields.tsx';

type RolesStepProps = Readonly<{
  name: string;
  grants: readonly GrantDraft[];
  today: BusinessDate;
  errors: Readonly<Record<string, string>>;
  onChange: (grants: readonly GrantDraft[]) => void;
}>;

export function RolesStep({ name, grants, today, errors, onChange }: RolesStepProps) {
  const add = () => onChange([...grants, emptyGrant(today)]);
  if (grants.length === 0)
    return (
      <EmptyState
        title="No role yet"
        text={`Without a role ${name} can unlock the workspace but do nothing in it. Roles can also be granted later.`}
        action={
          <Button icon={Plus} variant="primary" onClick={add}>
            Add a role
          </Button>
        }
      />
    );
  return (
    <div className="flex max-w-140 flex-col gap-4">
      {grants.map((grant, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a role still being chosen has no identity but its place
          key={index}
          className="rounded-card border border-line p-3"
        >
          <legend className="sr-only">Role {index + 1}</legend>
          <div className="mb-2 flex items-center justify-between">
            <span className="font-medium text-muted text-small">Role {index + 1}</span>
            <IconButton
              icon={Trash2}
              label={`Leave out role ${index + 1}`}
              size="small"
              onClick={() => onChange(grants.filter((_, other) => other !== index))}
            />
          </div>
          <GrantFields
            grant={grant}
            today={today}
            errors={errors}
            path={`user.roles.${index}`}
            onChange={(next) => onChange(grants.map((other, at) => (at === index ? next : other)))}
          />
        </fieldset>
      ))}
      <div>
        <Button icon={Plus} onClick={add}>
          Add another role
        </Button>
      </div>
    </div>
  );
}

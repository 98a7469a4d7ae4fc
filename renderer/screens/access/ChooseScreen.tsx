import { Building2, ChevronRight, FlaskConical, FolderOpen, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { EntryCard } from '#renderer/app/EntryCard.tsx';
import { showFarewell } from '#renderer/app/farewell.ts';
import { Badge } from '#renderer/components/Badge.tsx';
import { classes } from '#renderer/components/classes.ts';
import { DateText } from '#renderer/components/DateText.tsx';
import { RefusalText } from '#renderer/components/RefusalText.tsx';
import { useHostAsk } from '#renderer/data/ask.ts';
import { useHost } from '#renderer/data/command.ts';
import type { HostQueryOutput } from '#shared/contract/host.ts';

type ChooseScreenProps = Readonly<{ hasDialogs: boolean; onCreate: () => void }>;

/** The first page of all: make a workspace, open one, or look around in the demo firm. */
export function ChooseScreen({ hasDialogs, onCreate }: ChooseScreenProps) {
  const list = useHostAsk('host.workspaces', {});
  const open = useHost('host.openWorkspace');
  const choose = useHost('host.chooseWorkspace');
  const demo = useHost('host.createDemo');
  const known = list.data?.known ?? [];
  const browse = async () => {
    const reply = await choose.run({});
    if (reply.ok && reply.value) await open.run({ token: reply.value.token });
  };
  const build = async () => {
    const reply = await demo.run({});
    if (reply.ok) showFarewell({ kind: 'demo', ...reply.value });
  };
  return (
    <EntryCard
      wide
      title={known.length > 0 ? 'Open a workspace' : 'Welcome to Clearway'}
      text="A workspace is one encrypted file that holds everything of a house. It stays on this computer, and only its users can open it."
    >
      {known.length > 0 && <KnownWorkspaces known={known} onOpen={(token) => void open.run({ token })} />}
      <LoadFailed of="the workspaces opened before" error={list.error} onRetry={list.refetch} />
      <ul className="grid gap-3 md:grid-cols-3">
        <Choice
          icon={Building2}
          title="Create a workspace"
          text="For your own house. Takes two minutes: its name, yours, and a passphrase."
          onClick={onCreate}
        />
        <Choice
          icon={FolderOpen}
          title="Open a workspace"
          text={
            hasDialogs
              ? 'From a folder on this computer or a drive: a colleague’s, a copy, or one from another machine.'
              : 'This host has no file dialog. Start it with the folder, for instance “clearway open DIR”; it is then listed here.'
          }
          busy={choose.isPending || open.isPending}
          {...(hasDialogs ? { onClick: () => void browse() } : {})}
        />
        <Choice
          icon={FlaskConical}
          title="Look around in the demo firm"
          text="An invented house with history, to try anything in. Nothing in it is real and nothing leaves it."
          busy={demo.isPending}
          busyText="Building the demo firm. This takes a few seconds…"
          onClick={() => void build()}
        />
      </ul>
      <div className="mt-4">
        <RefusalText>{demo.sentence ?? open.sentence ?? choose.sentence}</RefusalText>
      </div>
    </EntryCard>
  );
}

type ChoiceProps = Readonly<{ icon: LucideIcon; title: string; text: string; busy?: boolean; busyText?: string; onClick?: () => void }>;

function Choice({ icon: Icon, title, text, busy = false, busyText, onClick }: ChoiceProps) {
  const words = (
    <>
      <Icon size={20} strokeWidth={1.75} className={onClick ? 'text-accent' : 'text-muted'} aria-hidden />
      <span className="mt-3 block font-medium text-lead">{title}</span>
      <span role="status" className="mt-1 block text-muted text-ui">
        {busy && busyText ? busyText : text}
      </span>
    </>
  );
  const frame = 'flex h-full w-full flex-col items-start rounded-card border border-line p-4 text-start';
  return (
    <li>
      {onClick ? (
        <button
          type="button"
          aria-busy={busy || undefined}
          onClick={() => !busy && onClick()}
          className={classes(frame, 'motion-quick bg-surface transition-colors hover:border-accent', busy && 'animate-pulse')}
        >
          {words}
        </button>
      ) : (
        <div className={frame}>{words}</div>
      )}
    </li>
  );
}

type Known = HostQueryOutput<'host.workspaces'>['known'];

function KnownWorkspaces({ known, onOpen }: Readonly<{ known: Known; onOpen: (token: string) => void }>) {
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <section aria-label="Workspaces opened before" className="mb-6">
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {known.map((workspace) => (
          <li key={workspace.token}>
            <button
              type="button"
              onClick={() => (workspace.missing ? setMissing(workspace.token) : onOpen(workspace.token))}
              className="flex w-full items-center gap-4 px-4 py-3 text-start hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-2">
                  <span className="truncate font-medium text-lead">{workspace.name}</span>
                  {workspace.practice && <Badge tone="warn">PRACTICE</Badge>}
                  {workspace.missing && <Badge tone="bad">Not found</Badge>}
                </span>
                <span className="block truncate text-muted text-small">{workspace.place}</span>
                {missing === workspace.token && (
                  <span role="alert" className="block text-bad text-small">
                    There is no workspace in this folder any more. Connect its drive or put it back, then try again.
                  </span>
                )}
              </span>
              <span className="text-muted text-small">
                Last opened <DateText date={workspace.lastOpenedAt} />
              </span>
              <ChevronRight size={16} className="text-muted" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

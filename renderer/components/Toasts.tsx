import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { type Tone, toneIcon, toneText } from './tone.ts';

type Notice = Readonly<{
  title: string;
  text?: string;
  tone?: Tone;
  action?: Readonly<{ label: string; onClick: () => void }>;
  /** Milliseconds; 0 stays until dismissed. */
  timeout?: number;
}>;

type ToastData = { tone: Tone };

const manager = Toast.createToastManager<ToastData>();

/** Shows a short notice at the lower right. Bad news stays until it is dismissed. */
export function notify({ title, text, tone = 'neutral', action, timeout }: Notice): string {
  return manager.add({
    title,
    description: text,
    data: { tone },
    timeout: timeout ?? (tone === 'bad' || action ? 0 : 6000),
    priority: tone === 'bad' ? 'high' : 'low',
    actionProps: action ? { children: action.label, onClick: action.onClick } : undefined,
  });
}

export function dismissNotice(id: string): void {
  manager.close(id);
}

export function Toasts({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-88 max-w-[calc(100vw-32px)] flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager<ToastData>();
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? 'neutral';
    const Icon = toneIcon[tone];
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="rounded-card bg-raised shadow-overlay motion-quick transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 p-3">
          <Icon size={16} className={classes('mt-px', toneText[tone])} aria-hidden />
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-medium text-ui" />
            <Toast.Description className="mt-0.5 text-muted text-small" />
            <Toast.Action className="mt-2 inline-flex h-6 items-center rounded-control border border-line-strong bg-surface px-2 font-medium text-small hover:bg-hover" />
          </div>
          <Toast.Close
            className="grid size-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text"
            aria-label="Dismiss"
          >
            <X size={14} aria-hidden />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classes } from './classes.ts';
import { ReasonsPopover } from './ReasonsPopover.tsx';
import type { Reason } from './reason.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'disabled'> &
  Readonly<{
    variant?: ButtonVariant;
    size?: 'small' | 'medium';
    icon?: LucideIcon;
    iconAfter?: LucideIcon;
    busy?: boolean;
    /** Unmet conditions. While there are any, a press explains them instead of acting. */
    reasons?: readonly Reason[] | undefined;
    children: ReactNode;
  }>;

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line-strong/60 bg-surface text-text hover:bg-hover hover:border-line-strong',
  quiet: 'border-transparent bg-transparent text-text hover:bg-hover',
  danger: 'border-transparent bg-bad-solid text-on-bad hover:brightness-110',
};

const unusable = 'border-dashed border-line-strong/70 bg-transparent text-muted hover:bg-hover';

export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'medium',
    icon: Icon,
    iconAfter: IconAfter,
    busy = false,
    reasons,
    children,
    className,
    onClick,
    type,
    ...rest
  } = props;
  const blocked = (reasons?.length ?? 0) > 0;
  const act = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked || busy) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-disabled={blocked || busy || undefined}
      aria-busy={busy || undefined}
      onClick={act}
      className={classes(
        'motion-quick relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium transition-colors',
        size === 'small' ? 'h-6 px-2 text-small' : 'h-control px-3 text-ui',
        blocked ? unusable : variants[variant],
        className,
      )}
    >
      {busy ? <LoaderCircle size={14} className="animate-spin" aria-hidden /> : Icon && <Icon size={14} aria-hidden />}
      {children}
      {IconAfter && <IconAfter size={14} aria-hidden />}
    </button>
  );
  return blocked ? <ReasonsPopover reasons={reasons ?? []}>{button}</ReasonsPopover> : button;
}

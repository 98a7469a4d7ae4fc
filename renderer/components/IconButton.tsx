import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { classes } from './classes.ts';
import { ReasonsPopover } from './ReasonsPopover.tsx';
import type { Reason } from './reason.ts';
import { Tooltip } from './Tooltip.tsx';

type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'children'> &
  Readonly<{
    icon: LucideIcon;
    label: string;
    shortcut?: string;
    pressed?: boolean;
    size?: 'small' | 'medium';
    reasons?: readonly Reason[] | undefined;
  }>;

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  pressed,
  size = 'medium',
  reasons,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const blocked = (reasons?.length ?? 0) > 0;
  const button = (
    <button
      type="button"
      {...rest}
      onClick={blocked ? undefined : onClick}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={blocked || undefined}
      className={classes(
        'motion-quick grid shrink-0 place-items-center rounded-control border transition-colors hover:bg-hover',
        size === 'small' ? 'size-6' : 'size-control',
        pressed ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text',
        blocked ? 'border-line-strong/70 border-dashed' : 'border-transparent',
        className,
      )}
    >
      <Icon size={size === 'small' ? 14 : 16} aria-hidden />
    </button>
  );
  if (blocked) return <ReasonsPopover reasons={reasons ?? []}>{button}</ReasonsPopover>;
  return (
    <Tooltip content={label} {...(shortcut ? { shortcut } : {})}>
      {button}
    </Tooltip>
  );
}

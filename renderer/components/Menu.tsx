import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { classes } from './classes.ts';
import { optionClass, popupClass } from './controlClass.ts';
import { Kbd } from './Kbd.tsx';
import type { Reason } from './reason.ts';

export type MenuAction = Readonly<{
  id: string;
  label: string;
  icon?: LucideIcon;
  shortcut?: string;
  onSelect: () => void;
  tone?: 'danger';
  /** Present on a choice that is on or off; the menu then stays open. */
  checked?: boolean;
  reasons?: readonly Reason[];
}>;
export type MenuItem = MenuAction | Readonly<{ separator: true }> | Readonly<{ heading: string }>;

type MenuProps = Readonly<{
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
}>;

export function Menu({ trigger, items, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <BaseMenu.Popup className={classes(popupClass, 'min-w-44')}>
            {items.map((item) => (
              <MenuLine key={keyOf(item, items)} item={item} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function keyOf(item: MenuItem, items: readonly MenuItem[]): string {
  if ('id' in item) return item.id;
  return 'heading' in item ? `heading:${item.heading}` : `separator:${items.indexOf(item)}`;
}

function MenuLine({ item }: Readonly<{ item: MenuItem }>) {
  if ('separator' in item) return <BaseMenu.Separator className="my-1 h-px bg-line" />;
  if ('heading' in item) return <div className="px-2 pt-1.5 pb-0.5 font-medium text-mini text-muted">{item.heading}</div>;
  const { label, icon: Icon, shortcut, checked, tone, reasons = [], onSelect } = item;
  const blocked = reasons.length > 0;
  const className = classes(optionClass, tone === 'danger' && 'text-bad', blocked && 'text-muted');
  const select = () => (blocked ? reasons[0]?.goTo?.() : onSelect());
  const words = (
    <>
      <span className="min-w-0 flex-1">
        {label}
        {reasons.map((reason) => (
          <span key={reason.text} className="block max-w-64 whitespace-normal text-small text-warn">
            {reason.text}
          </span>
        ))}
      </span>
      {shortcut && <Kbd keys={shortcut} />}
    </>
  );
  if (checked !== undefined) {
    return (
      <BaseMenu.CheckboxItem
        checked={checked}
        onCheckedChange={select}
        closeOnClick={false}
        aria-disabled={blocked || undefined}
        className={className}
      >
        <span className="grid w-3.5 place-items-center">
          <BaseMenu.CheckboxItemIndicator>
            <Check size={14} className="text-accent" aria-hidden />
          </BaseMenu.CheckboxItemIndicator>
        </span>
        {words}
      </BaseMenu.CheckboxItem>
    );
  }
  return (
    <BaseMenu.Item onClick={select} aria-disabled={blocked || undefined} className={className}>
      {Icon && <Icon size={14} className={tone === 'danger' ? '' : 'text-muted'} aria-hidden />}
      {words}
    </BaseMenu.Item>
  );
}

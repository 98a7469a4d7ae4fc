import { Link } from '@tanstack/react-router';
import { ChevronDown, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { classes } from '#renderer/components/classes.ts';
import { IconButton } from '#renderer/components/IconButton.tsx';
import { Tooltip } from '#renderer/components/Tooltip.tsx';
import { useMay } from '#renderer/data/session.ts';
import { type Area, areas, groups } from './areas.ts';
import { isMac, keyCaps } from './keys.ts';
import { useView } from './view.ts';

export function Rail() {
  const may = useMay();
  const { railNarrow, toggleRail } = useView();
  const shown = areas.filter(({ hidden, needs }) => !hidden && (!needs || may(needs)));
  return (
    <nav
      aria-label="Areas"
      data-print="hide"
      className={classes('flex min-h-0 flex-col border-line border-e bg-surface py-2', railNarrow ? 'w-12' : 'w-52 max-md:w-12')}
    >
      <div className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-2">
        {groups.map((group) => (
          <RailGroup key={group} group={group} areas={shown.filter((area) => area.group === group)} narrow={railNarrow} />
        ))}
      </div>
      <div className={classes('flex px-2 pt-1', railNarrow ? 'justify-center' : 'justify-end max-md:hidden')}>
        <IconButton
          icon={railNarrow ? PanelLeftOpen : PanelLeftClose}
          label={railNarrow ? 'Widen the rail' : 'Narrow the rail'}
          shortcut="["
          onClick={toggleRail}
        />
      </div>
    </nav>
  );
}

type RailGroupProps = Readonly<{ group: string; areas: readonly Area[]; narrow: boolean }>;

function RailGroup({ group, areas: members, narrow }: RailGroupProps) {
  const { closedGroups, toggleGroup } = useView();
  if (members.length === 0) return null;
  const headed = group !== groups[0];
  const closed = headed && !narrow && closedGroups.includes(group);
  return (
    <div className="mb-2">
      {headed && !narrow && (
        <button
          type="button"
          aria-expanded={!closed}
          onClick={() => toggleGroup(group)}
          className="flex h-6 w-full items-center justify-between rounded-control px-2 font-medium text-mini text-muted hover:bg-hover max-md:hidden"
        >
          {group}
          <ChevronDown size={12} aria-hidden className={classes('motion-quick transition-transform', closed && '-rotate-90')} />
        </button>
      )}
      {headed && narrow && <div className="mx-2 mb-2 h-px bg-line" />}
      {!closed && (
        <ul className="flex flex-col gap-px">
          {members.map((area) => (
            <li key={area.id}>
              <RailLink area={area} narrow={narrow} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function RailLink({ area: { path, title, icon: Icon, go }, narrow }: Readonly<{ area: Area; narrow: boolean }>) {
  const link = (
    <Link
      to={path}
      activeOptions={{ exact: path === '/', includeSearch: false }}
      activeProps={{ className: 'bg-accent-soft font-medium text-text [&_svg]:text-accent' }}
      inactiveProps={{ className: 'text-muted hover:bg-hover hover:text-text' }}
      className={classes(
        'flex h-8 items-center gap-2.5 rounded-control text-ui no-underline',
        narrow ? 'w-8 justify-center' : 'px-2 max-md:w-8 max-md:justify-center max-md:px-0',
      )}
    >
      <Icon size={16} aria-hidden />
      <span className={narrow ? 'sr-only' : 'truncate max-md:sr-only'}>{title}</span>
    </Link>
  );
  if (!narrow) return link;
  return (
    <Tooltip content={title} side="right" shortcut={keyCaps(`g ${go}`, isMac).join(' ')}>
      {link}
    </Tooltip>
  );
}

import { Search, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LoadFailed } from '#renderer/app/Asked.tsx';
import { useNeeds } from '#renderer/app/NeedsPermission.tsx';
import { useGoTo, useSearchParam } from '#renderer/app/navigate.ts';
import { ExportPanel, useTableExport } from '#renderer/app/TableExport.tsx';
import { useTableHeight } from '#renderer/app/useTableHeight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Callout } from '#renderer/components/Callout.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Select } from '#renderer/components/Select.tsx';
import { TextInput } from '#renderer/components/TextInput.tsx';
import type { TableColumn, TableSort } from '#renderer/components/table/tableTypes.ts';
import { useAskPages } from '#renderer/data/ask.ts';
import { useMay, useMe } from '#renderer/data/session.ts';
import type { QueryOutput } from '#shared/contract/index.ts';
import { addDays } from '#shared/dates.ts';
import { type Role, roleTitles } from '#shared/model/access.ts';
import { rolesInOrder, rolesText } from './roleText.ts';
import { UserDrawer } from './UserDrawer.tsx';

type User = QueryOutput<'access.users'>['rows'][number];

const ANY = 'any';
const EXPIRING_DAYS = 14;
const statusText = { active: 'Active', disabled: 'Disabled' } as const;

const columns: readonly TableColumn<User>[] = [
  { id: 'name', header: 'Name', type: 'text', value: ({ name }) => name, width: 190, grow: 1, filterable: false },
  { id: 'login', header: 'Login', type: 'text', value: ({ login }) => login, width: 130, filterable: false },
  {
    id: 'roles',
    header: 'Roles in force',
    type: 'text',
    value: ({ roles }) => rolesText(roles) || 'None',
    cell: ({ roles }) => (roles.length === 0 ? <span className="text-muted">None</span> : rolesText(roles)),
    width: 230,
    grow: 2,
    sortable: false,
    filterable: false,
  },
  {
    id: 'roleEndsOn',
    header: 'Role ends',
    type: 'date',
    value: ({ roleEndsOn }) => roleEndsOn,
    width: 110,
    sortable: false,
    filterable: false,
  },
  {
    id: 'status',
    header: 'Status',
    type: 'badge',
    value: ({ status }) => ({ text: statusText[status], tone: status === 'active' ? 'good' : 'neutral' }),
    width: 110,
    filterable: false,
  },
  {
    id: 'lastActiveAt',
    header: 'Last active',
    type: 'date',
    value: ({ lastActiveAt }) => lastActiveAt,
    width: 150,
    sortable: false,
    filterable: false,
  },
  {
    id: 'email',
    header: 'E-mail',
    type: 'text',
    value: ({ email }) => email,
    width: 200,
    hidden: true,
    sortable: false,
    filterable: false,
  },
];

const sortable = { name: 'name', login: 'login', status: 'status' } as const;
const sortOf = (sort: TableSort | null) =>
  sort && sort.columnId in sortable
    ? { by: sortable[sort.columnId as keyof typeof sortable], descending: sort.direction === 'desc' }
    : undefined;

export function PeopleTab() {
  const me = useMe();
  const may = useMay();
  const [open, setOpen] = useSearchParam('user');
  const [view, setView] = useSearchParam('view');
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<string>(ANY);
  const [role, setRole] = useState<string>(ANY);
  const [sort, setSort] = useState<TableSort | null>(null);
  const filter = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(status === ANY ? {} : { status: status as User['status'] }),
    ...(role === ANY ? {} : { role: role as Role }),
  };
  const input = { limit: 500, totals: true, filter, ...(sortOf(sort) ? { sort: sortOf(sort) } : {}) };
  const people = useAskPages('access.users', input);
  const exporting = useTableExport('access.users', { filter, sort: input.sort }, columns);
  const rows = useMemo(
    () => people.rows.filter((user) => isInView(user, view, addDays(me.today, EXPIRING_DAYS))),
    [people.rows, view, me.today],
  );
  const height = useTableHeight(280);
  const narrowed = Object.keys(filter).length > 0 || view !== null;
  const clear = () => {
    setSearch('');
    setStatus(ANY);
    setRole(ANY);
    setView(null);
  };
  if (people.error) return <LoadFailed of="the users" error={people.error} onRetry={people.refetch} />;
  return (
    <>
      <ViewNote view={view} onClear={() => setView(null)} />
      <ExportPanel exporting={exporting} />
      <DataTable
        label="Users"
        height={height}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        loading={people.isPending}
        onExport={may('audit.export') ? exporting.start : undefined}
        server={{
          total: view === null ? (people.total ?? undefined) : rows.length,
          hasMore: people.hasMore,
          loadingMore: people.isLoadingMore,
          onLoadMore: people.loadMore,
          sort,
          onSort: setSort,
          filter: {},
          onFilter: clear,
        }}
        toolbar={<PeopleFilters search={search} onSearch={setSearch} status={status} onStatus={setStatus} role={role} onRole={setRole} />}
        empty={<NoPeople narrowed={narrowed} onClear={clear} />}
      />
      {!narrowed && people.total === 1 && <Alone />}
      {open !== null && <UserDrawer key={open} userId={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function isInView(user: User, view: string | null, soon: string): boolean {
  if (view === 'expiring') return user.status === 'active' && user.roleEndsOn !== null && user.roleEndsOn <= soon;
  if (view === 'withoutRoles') return user.status === 'active' && user.roles.length === 0;
  return true;
}

const viewTexts: Readonly<Record<string, string>> = {
  expiring: `Only people with a role that ends within ${EXPIRING_DAYS} days. Open a person to grant the role anew or to let it end.`,
  withoutRoles: 'Only active people without a role in force: they can unlock the workspace but do nothing. Grant a role or disable them.',
};

function ViewNote({ view, onClear }: Readonly<{ view: string | null; onClear: () => void }>) {
  const text = view === null ? undefined : viewTexts[view];
  if (!text) return null;
  return (
    <div className="mb-3">
      <Callout
        tone="info"
        action={
          <Button size="small" onClick={onClear}>
            Show everybody
          </Button>
        }
      >
        {text}
      </Callout>
    </div>
  );
}

type PeopleFiltersProps = Readonly<{
  search: string;
  onSearch: (text: string) => void;
  status: string;
  onStatus: (status: string) => void;
  role: string;
  onRole: (role: string) => void;
}>;

function PeopleFilters({ search, onSearch, status, onStatus, role, onRole }: PeopleFiltersProps) {
  return (
    <>
      <TextInput
        icon={Search}
        type="search"
        aria-label="Search users"
        placeholder="Name, login or e-mail"
        className="w-56"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <span className="w-36">
        <Select
          aria-label="Status"
          value={status}
          onChange={onStatus}
          options={[
            { value: ANY, label: 'Any status' },
            { value: 'active', label: 'Active' },
            { value: 'disabled', label: 'Disabled' },
          ]}
        />
      </span>
      <span className="w-48">
        <Select
          aria-label="Role"
          value={role}
          onChange={onRole}
          options={[{ value: ANY, label: 'Any role' }, ...rolesInOrder.map((one) => ({ value: one, label: roleTitles[one] }))]}
        />
      </span>
    </>
  );
}

function NoPeople({ narrowed, onClear }: Readonly<{ narrowed: boolean; onClear: () => void }>) {
  if (!narrowed)
    return <EmptyState title="Nobody here yet" text="The people you add appear here, with their roles and when they were last active." />;
  return (
    <EmptyState
      icon={Search}
      title="Nobody matches"
      text="No person has this name, status and role together."
      action={<Button onClick={onClear}>Show everybody</Button>}
    />
  );
}

/** A house of one cannot have a second pair of eyes. */
function Alone() {
  const goTo = useGoTo();
  const needs = useNeeds();
  return (
    <EmptyState
      icon={UserPlus}
      title="You are alone here"
      text="Add the people you work with. Whatever loosens a rule waits for a second person: one prepares, another approves."
      action={
        <Button icon={UserPlus} reasons={needs('access.manageUsers')} onClick={() => goTo('/users/new')}>
          Add somebody
        </Button>
      }
    />
  );
}

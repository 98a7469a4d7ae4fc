import { Check, Minus } from 'lucide-react';
import { Fragment } from 'react';
import { classes } from '#renderer/components/classes.ts';
import { VisuallyHidden } from '#renderer/components/VisuallyHidden.tsx';
import { permissions, type Role, roleTitles } from '#shared/model/access.ts';
import { mayRole, permissionAreas, roleHints, rolesInOrder } from './roleText.ts';

/** Which role may do what: the table the program itself asks. */
export function RolesMatrix({ own }: Readonly<{ own: readonly Role[] }>) {
  return (
    <>
      <p className="mb-3 max-w-180 text-muted text-ui">
        A person may do what any of their roles in force allows, within the scope of that role. This is the table Clearway itself asks; your
        own roles are marked.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label="Roles and permissions" tabIndex={0} className="overflow-auto rounded-card border border-line bg-surface">
        <table className="w-full border-collapse text-ui">
          <caption className="sr-only">Which role may do what</caption>
          <thead>
            <tr className="border-line border-b align-bottom">
              <th scope="col" className="sticky start-0 min-w-72 bg-surface px-3 py-2 text-start font-medium">
                Permission
              </th>
              {rolesInOrder.map((role) => (
                <th
                  key={role}
                  scope="col"
                  title={roleHints[role]}
                  className={classes('w-24 px-2 py-2 text-center font-medium text-small', own.includes(role) && 'bg-accent-soft')}
                >
                  {roleTitles[role]}
                  {own.includes(role) && <span className="block text-accent text-mini">your role</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionAreas.map(({ area, names }) => (
              <Fragment key={area}>
                <tr className="border-line border-b bg-sunken">
                  <th scope="colgroup" colSpan={rolesInOrder.length + 1} className="px-3 py-1 text-start font-medium text-muted text-small">
                    {area}
                  </th>
                </tr>
                {names.map((name) => (
                  <tr key={name} className="h-row border-line/70 border-b last:border-b-0">
                    <th scope="row" className="sticky start-0 bg-surface px-3 py-1.5 text-start font-normal">
                      {permissions[name].title}
                      <span className="block font-mono text-mini text-muted">{name}</span>
                    </th>
                    {rolesInOrder.map((role) => (
                      <td key={role} className={classes('px-2 text-center', own.includes(role) && 'bg-accent-soft')}>
                        <Mark may={mayRole(role, name)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Mark({ may }: Readonly<{ may: boolean }>) {
  return (
    <>
      {may ? (
        <Check size={15} strokeWidth={2.5} className="inline text-good" aria-hidden />
      ) : (
        <Minus size={13} className="inline text-line-strong" aria-hidden />
      )}
      <VisuallyHidden>{may ? 'allowed' : 'not allowed'}</VisuallyHidden>
    </>
  );
}

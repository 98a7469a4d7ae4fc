import type { ReadDb } from '../handles.ts';
import { workspace } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type WorkspaceRow = (typeof workspace)['$inferSelect'];

const only = select(workspace, 'LIMIT 1', () => [{ entity: 'house', id: 'house' }]);

export const readWorkspace = (db: ReadDb): WorkspaceRow | undefined => only.get(db);
/** For commands, which run only in a workspace that has begun. */
export function theWorkspace(db: ReadDb): WorkspaceRow {
  const row = readWorkspace(db);
  if (!row) throw new Error('the workspace has not begun');
  return row;
}

export const insertWorkspace = insert(workspace);
export const updateWorkspace = update(workspace, ['name', 'legalName', 'address', 'country', 'timeZone', 'currency', 'taxId', 'version']);

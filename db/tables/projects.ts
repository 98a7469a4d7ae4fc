import type { ReadDb } from '../handles.ts';
import { projects, tokenChanges } from '../schema/index.ts';
import { insert, select, update } from '../statements.ts';

export type ProjectRow = (typeof projects)['$inferSelect'];
export type TokenChangeRow = (typeof tokenChanges)['$inferSelect'];

const byId = select(projects, 'WHERE id = ?');
const byTitle = select(projects, 'WHERE fund_id = ? AND lower(title) = lower(?)', (fundId: string, title: string) => [
  { entity: 'projectTitle', id: `${fundId}:${title.toLowerCase()}` },
]);
const ofFund = select(projects, 'WHERE fund_id = ? ORDER BY title, id', (fundId: string) => [{ entity: 'fundProjects', id: fundId }]);
const changesOf = select(tokenChanges, 'WHERE project_id = ? ORDER BY ordinal', (projectId: string) => [
  { entity: 'project', id: projectId },
]);

export const readProject = (db: ReadDb, id: string) => byId.get(db, id);
export const findProjectByTitle = (db: ReadDb, fundId: string, title: string) => byTitle.get(db, fundId, title);
/** The projects of a fund as one record: whether there is any. */
export const readProjectsOf = (db: ReadDb, fundId: string) => ofFund.all(db, fundId);
export const readTokenChanges = (db: ReadDb, projectId: string) => changesOf.all(db, projectId);
export const insertProject = insert(projects);
export const updateProjectRow = update(projects, ['title', 'kind', 'assetType', 'currency', 'place', 'openedOn', 'tokenDigits', 'version']);
export const updateTokensIssued = update(projects, ['tokensIssued', 'version']);
export const insertTokenChange = insert(tokenChanges);

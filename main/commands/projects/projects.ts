import { readFund } from '#db/tables/funds.ts';
import { investorName, readInvestor } from '#db/tables/investors.ts';
import {
  findProjectByTitle,
  insertProject,
  insertTokenChange,
  readProject,
  readTokenChanges,
  updateProjectRow,
  updateTokensIssued,
} from '#db/tables/projects.ts';
import { changeTokens } from '#main/engine/projects/register.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { FundId } from '#shared/ids.ts';
import type { GrantScope } from '#shared/model/access.ts';
import { done } from '#shared/result.ts';
import { type Handler, reads, writes } from '../handler.ts';

type OfFund = Readonly<{ fundId: FundId }>;
const inFund = ({ fundId }: OfFund): readonly GrantScope[] => [{ kind: 'fund', id: fundId }];
const titleOf = ({ fundId, title }: OfFund & Readonly<{ title: string }>) => writes('projectTitle', `${fundId}:${title.toLowerCase()}`);
const noProject = (id: string) => refuse('notFound', { what: 'project of this fund', id });

export const addProject: Handler<'projects.addProject'> = {
  guards: (input) => [
    writes('project', input.projectId),
    titleOf(input),
    reads('fund', input.fundId),
    writes('fundProjects', input.fundId),
  ],
  claims: ({ projectId }) => [`project:${projectId}`],
  scope: inFund,

  run({ db }, { projectId, fundId, ...fields }) {
    const fund = readFund(db, fundId);
    if (!fund) return refuse('notFound', { what: 'fund', id: fundId });
    if (fund.status === 'closed') return refuse('fundClosed', { fund: fund.name });
    if (findProjectByTitle(db, fundId, fields.title)) return refuse('projectTitleTaken', { title: fields.title, fund: fund.name });
    insertProject(db, { id: projectId, fundId, ...fields, tokensIssued: 0n, version: 1 });
    return done({ version: 1 });
  },
};

export const updateProject: Handler<'projects.updateProject'> = {
  guards: (input) => [writes('project', input.projectId), titleOf(input), reads('fund', input.fundId)],
  scope: inFund,

  run({ db }, { projectId, fundId, expectedVersion, ...fields }) {
    const project = readProject(db, projectId);
    if (project?.fundId !== fundId) return noProject(projectId);
    if (project.version !== expectedVersion) return refuse('staleVersion', { what: project.title });
    const namesake = findProjectByTitle(db, fundId, fields.title);
    if (namesake && namesake.id !== projectId)
      return refuse('projectTitleTaken', { title: fields.title, fund: readFund(db, fundId)?.name ?? fundId });
    const register = readTokenChanges(db, projectId);
    if (register.length > 0 && fields.tokenDigits !== project.tokenDigits) return refuse('tokensFixed', { title: project.title });
    const early = register.find(({ effectiveOn }) => effectiveOn < fields.openedOn);
    if (early) return refuse('tokenDateEarly', { title: project.title, on: early.effectiveOn, opened: fields.openedOn });
    const version = project.version + 1;
    updateProjectRow(db, project, { ...fields, version });
    return done({ version });
  },
};

export const recordTokens: Handler<'projects.recordTokens'> = {
  guards: ({ projectId, lines }) => [writes('project', projectId), ...lines.map(({ investorId }) => reads('investor', investorId))],
  scope: inFund,

  run({ db, actor, now, today }, { projectId, fundId, expectedVersion, kind, effectiveOn, lines, reason }) {
    const project = readProject(db, projectId);
    if (project?.fundId !== fundId) return noProject(projectId);
    if (project.version !== expectedVersion) return refuse('staleVersion', { what: project.title });
    const strangers = lines.filter(({ investorId }) => (readInvestor(db, investorId)?.status ?? 'removed') === 'removed');
    if (strangers.length > 0) return refuse('investorsUnknown', { ids: strangers.slice(0, 20).map(({ investorId }) => investorId) });
    const register = readTokenChanges(db, projectId);
    const issued = changeTokens({ kind, effectiveOn, lines }, project, register, today, (id) => investorName(db, id));
    if (!issued.ok) return issued;
    const version = project.version + 1;
    lines.forEach(({ investorId, amount }, index) => {
      insertTokenChange(db, {
        projectId,
        ordinal: register.length + index,
        investorId,
        kind,
        amount,
        effectiveOn,
        reason,
        recordedBy: actor.userId,
        recordedAt: now,
      });
    });
    updateTokensIssued(db, project, { tokensIssued: issued.value, version });
    return done({ version, tokensIssued: issued.value });
  },
};

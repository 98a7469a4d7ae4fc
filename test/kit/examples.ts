import type { CommandName, CommandRequest, QueryName, QueryRequest } from '#shared/contract/index.ts';
import type { House } from './house.ts';

const HASH = 'a'.repeat(64);
const wholeHouse = { kind: 'house', id: null } as const;

type CommandExamples = { [Name in CommandName]: (firm: House) => CommandRequest<Name> };
type QueryExamples = { [Name in QueryName]: (firm: House) => QueryRequest<Name> };

/** A well-formed input for every command: a new command without one does not compile, so no matrix can forget it. */
const commandExamples: CommandExamples = {
  'access.addUser': (firm) => ({ userId: firm.id(), login: 'example', name: 'Example', roles: [] }),
  'access.createWorkspace': (firm) => ({
    workspaceId: firm.id(),
    house: 'Example',
    profile: 'live',
    timeZone: 'UTC',
    currency: 'USD',
    owner: { userId: firm.id(), login: 'first', name: 'First' },
  }),
  'access.disableUser': (firm) => ({ userId: firm.owner, expectedVersion: 1, reason: 'example' }),
  'access.enableUser': (firm) => ({ userId: firm.owner, expectedVersion: 1, reason: 'example' }),
  'access.grantRole': (firm) => ({
    userId: firm.owner,
    expectedVersion: 1,
    grant: { role: 'viewer', scope: wholeHouse },
    reason: 'example',
  }),
  'access.notePassphrase': () => ({ userId: null, what: 'passphraseChanged' }),
  'access.revokeRole': (firm) => ({ userId: firm.owner, expectedVersion: 1, ordinal: 0, reason: 'example' }),
  'access.setPreferences': () => ({ preferences: { density: 'dense' } }),
  'access.updateUser': (firm) => ({ userId: firm.owner, expectedVersion: 1, login: 'renamed', name: 'Renamed', email: null }),
  'audit.closeSecurityEvent': (firm) => ({ eventId: firm.id(), kind: 'newDevice', note: 'example' }),
  'audit.noteExport': (firm) => ({ grantId: firm.id(), query: 'audit.log', format: 'csv', rows: 10 }),
  'audit.noteViews': () => ({ views: [{ entity: 'house', entityId: 'house', hour: '2026-03-02T09' }] }),
  'audit.unmask': (firm) => ({ grantId: firm.id(), entity: 'house', entityId: 'house', field: 'taxId', purpose: 'example' }),
  'health.noteRestore': () => ({ backup: 'example', restoredSeq: 1, replacedSeq: 2, reason: 'example' }),
  'settings.approve': (firm) => ({ valueId: firm.id(), contentHash: HASH }),
  'settings.propose': (firm) => ({
    valueId: firm.id(),
    rule: 'audit.dormantDays',
    scope: wholeHouse,
    value: 30,
    effectiveOn: '2026-06-01',
    reason: 'example',
  }),
  'settings.reject': (firm) => ({ valueId: firm.id(), reason: 'example' }),
  'settings.setTaxId': () => ({ expectedVersion: 1, taxId: 'CHE-123.456.789' }),
  'settings.updateHouse': () => ({
    expectedVersion: 1,
    name: 'Example',
    legalName: '',
    address: '',
    country: 'CH',
    timeZone: 'UTC',
    currency: 'CHF',
  }),
  'settings.withdraw': (firm) => ({ valueId: firm.id() }),
};

const queryExamples: QueryExamples = {
  'access.me': () => ({}),
  'access.user': (firm) => ({ userId: firm.owner }),
  'access.users': () => ({}),
  'audit.actors': () => ({}),
  'audit.entry': () => ({ seq: 1 }),
  'audit.log': () => ({}),
  'audit.report': () => ({ kind: 'dormantUsers', from: '2026-01-01', until: '2026-12-31' }),
  'audit.securityEvents': () => ({}),
  'audit.timeline': () => ({ entity: 'house', id: 'house' }),
  'audit.unmasked': (firm) => ({ grantId: firm.id() }),
  'health.incidents': () => ({}),
  'health.jobs': () => ({}),
  'health.overview': () => ({}),
  'reports.today': () => ({}),
  'settings.history': () => ({}),
  'settings.house': () => ({}),
  'settings.rules': () => ({}),
};

export const exampleCommand = (name: CommandName, firm: House): unknown => commandExamples[name](firm);
export const exampleQuery = (name: QueryName, firm: House): unknown => queryExamples[name](firm);

import type { Page } from 'playwright-core';
import { button, firstRow, type Shot, tab } from './shot.ts';

type Act = (page: Page) => Promise<unknown>;

const then =
  (...acts: readonly Act[]): Act =>
  async (page) => {
    for (const act of acts) await act(page);
  };
const press =
  (name: string | RegExp): Act =>
  (page) =>
    button(page, name).click();
/** The record of that name, opened from its list. */
const open =
  (name: string | RegExp): Act =>
  async (page) => {
    await page.locator('[data-open]').filter({ hasText: name }).first().click();
    await page.getByRole('tablist').waitFor();
  };

/** The record of the first row, on a page of its own. */
const page =
  (heading: RegExp): Act =>
  async (at) => {
    await at.locator('[data-open]').first().click();
    await at.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

/** The fund with most behind it: calls, receipts, a line, projects. */
const fund = (name: string, ...acts: readonly Act[]): Shot => ({
  name: `funds-${name}`,
  path: '/funds',
  act: then(open('Harbour Real Estate Fund'), ...acts),
});
const investor = (name: string, ...acts: readonly Act[]): Shot => ({
  name: `investors-${name}`,
  path: '/investors',
  act: then(open(''), ...acts),
});

const funds: readonly Shot[] = [
  { name: 'funds-list', path: '/funds' },
  { name: 'funds-add', path: '/funds', act: press('Add fund') },
  { name: 'funds-organisation', path: '/funds', act: press('Add organisation') },
  fund('home'),
  fund('correct', press(/^Correct/)),
  fund('nav', tab(/^NAV/)),
  fund('nav-record', tab(/^NAV/), firstRow),
  fund('nav-draft', tab(/^NAV/), press(/^Draft/)),
  fund('performance', tab('Performance')),
  fund('capital', tab('Capital')),
  fund('allocate-income', tab('Capital'), press(/^Allocate income/)),
  fund('adjust-tax', tab('Capital'), press(/^Adjust tax/)),
  { name: 'benchmarks', path: '/benchmarks' },
  { name: 'benchmarks-record', path: '/benchmarks', act: firstRow },
  { name: 'benchmarks-add', path: '/benchmarks', act: press('Add index') },
  fund('classes', tab(/^Classes/)),
  fund('class', tab(/^Classes/), firstRow),
  fund('class-add', tab(/^Classes/), press(/^Add class/)),
  fund('link-add', tab(/^Classes/), press(/^Link|^Add link/)),
  fund('terms', tab('Terms')),
  fund('term-add', tab('Terms'), press(/^Record|^Change/)),
  fund('accounts', tab('Bank accounts')),
  fund('account', tab('Bank accounts'), firstRow),
  fund('account-add', tab('Bank accounts'), press('Add bank account')),
  fund('projects', tab(/^Projects/)),
  { name: 'funds-register', path: '/funds', act: then(open('Token Fund'), tab(/^Projects/), firstRow) },
  { name: 'positions', path: '/funds', act: then(open('Income Fund'), tab('Positions')) },
  { name: 'positions-holding', path: '/funds', act: then(open('Income Fund'), tab('Positions'), firstRow) },
  { name: 'positions-subscribe', path: '/funds', act: then(open('Income Fund'), tab('Positions'), press('Subscribe…')) },
  { name: 'positions-transfer', path: '/funds', act: then(open('Income Fund'), tab('Positions'), press('Transfer…')) },
  {
    name: 'funds-register-change',
    path: '/funds',
    act: then(open('Token Fund'), tab(/^Projects/), firstRow, press(/^Change the register/)),
  },
  fund('project-add', tab(/^Projects/), press('Add project')),
  fund('history', tab('History')),
];

const commitments: readonly Shot[] = [
  { name: 'commitments-list', path: '/commitments' },
  { name: 'commitments-holding', path: '/commitments', act: firstRow },
  { name: 'commitments-closings', path: '/commitments?tab=closings' },
  { name: 'commitments-closing', path: '/commitments?tab=closings', act: page(/^Closing/) },
  { name: 'commitments-closing-new', path: '/commitments/closings/new' },
  { name: 'commitments-transfers', path: '/commitments?tab=transfers' },
  { name: 'commitments-transfer', path: '/commitments?tab=transfers', act: page(/^Transfer/) },
  { name: 'commitments-transfer-new', path: '/commitments/transfers/new' },
  { name: 'commitments-defaults', path: '/commitments?tab=defaults' },
  { name: 'commitments-default', path: '/commitments?tab=defaults', act: firstRow },
  fund('commitments', tab('Commitments')),
];

const csv = `Name,Kind,Country,Reference,Contact,E-mail
Alder Street Foundation,Foundation,CH,AS-01,Nora Keller,nora@example.org
Birch Lane Partners,Partnership,Switzerlandd,BL-02,,
,Individual,US,X-03,,
`;
const chosen: Act = (page) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'investors.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

const investors: readonly Shot[] = [
  { name: 'investors-list', path: '/investors' },
  { name: 'investors-add', path: '/investors', act: press('Add investor') },
  { name: 'investors-expiring', path: '/investors?view=expiring' },
  { name: 'investors-duplicates', path: '/investors?view=duplicates' },
  { name: 'investors-merge', path: '/investors?view=duplicates', act: press(/^Merge /) },
  { name: 'investors-imports', path: '/investors?view=imports' },
  { name: 'investors-import', path: '/investors/import' },
  { name: 'investors-import-columns', path: '/investors/import', act: then(chosen, press('Next')) },
  { name: 'investors-import-rows', path: '/investors/import', act: then(chosen, press('Next'), press('Next')) },
  investor('home'),
  investor('capital', tab('Capital')),
  investor('commitments', tab('Commitments')),
  investor('correct', press(/^Correct/)),
  investor('status', press(/^Deactivate|^Activate/)),
  investor('people', tab(/^Contacts/)),
  investor('contact-add', tab(/^Contacts/), press(/^Add contact/)),
  investor('standing', tab(/^Tax/)),
  investor('tax', tab(/^Tax/), press(/^Record/)),
  investor('accounts', tab(/^Bank accounts/)),
  investor('payee-request', tab(/^Bank accounts/), press(/^Request|^New|^Change/)),
  investor('positions', tab('Positions')),
  investor('elections', tab('Elections')),
  investor('agreements', tab(/^Side letters/)),
  investor('term-add', tab(/^Side letters/), press(/^Add/)),
  investor('history', tab('History')),
  { name: 'payees-list', path: '/payees' },
  { name: 'payees-case', path: '/payees', act: firstRow },
];

const calls: readonly Shot[] = [
  { name: 'calls-list', path: '/calls' },
  { name: 'calls-home', path: '/calls', act: open('Lewis Wharf') },
  { name: 'calls-investors', path: '/calls', act: then(open('Lewis Wharf'), tab(/^Investors/)) },
  { name: 'calls-line', path: '/calls', act: then(open('Lewis Wharf'), tab(/^Investors/), firstRow) },
  { name: 'calls-issue', path: '/calls?status=draft', act: then(open(''), press(/^Submit/)) },
  { name: 'calls-new', path: '/calls/new' },
  fund('calls', tab('Calls')),
];

const receipts: readonly Shot[] = [
  { name: 'receipts-list', path: '/receipts' },
  { name: 'receipts-receipt', path: '/receipts', act: firstRow },
  { name: 'receipts-suspense', path: '/receipts?tab=suspense' },
  { name: 'receipts-identify', path: '/receipts?tab=suspense', act: then(firstRow, press('Identify…')) },
  { name: 'receipts-ageing', path: '/receipts?tab=ageing' },
  { name: 'receipts-new', path: '/receipts/new' },
  { name: 'receipts-paste', path: '/receipts/paste' },
  { name: 'receipts-of-call', path: '/calls', act: then(open('Roof and lobby'), tab('Receipts')) },
  { name: 'lines-list', path: '/lines' },
  { name: 'lines-home', path: '/lines', act: open('') },
  { name: 'lines-draw', path: '/lines', act: then(open(''), press('Draw…')) },
  { name: 'lines-terms', path: '/lines', act: then(open(''), tab(/^Terms/)) },
  { name: 'lines-open', path: '/lines', act: press('Open a line') },
];

const ledger: readonly Shot[] = [
  { name: 'ledger-journal', path: '/ledger' },
  { name: 'ledger-entry', path: '/ledger', act: firstRow },
  { name: 'ledger-new', path: '/ledger', act: press('New journal') },
  { name: 'ledger-revalue', path: '/ledger', act: press('Revalue') },
  { name: 'ledger-settle', path: '/ledger', act: press('Settle') },
  { name: 'ledger-waiting', path: '/ledger?tab=waiting&view=journals' },
  { name: 'ledger-proposal', path: '/ledger?tab=waiting&view=journals', act: firstRow },
  { name: 'ledger-import', path: '/ledger/import' },
  { name: 'ledger-files', path: '/ledger?tab=files' },
  { name: 'ledger-codes', path: '/ledger?tab=chart', act: press('House codes') },
  { name: 'ledger-account-page', path: '/ledger?tab=chart', act: page(/^\d/) },
  { name: 'ledger-checklist', path: '/ledger/close' },
  { name: 'ledger-balance', path: '/ledger?tab=balance' },
  { name: 'ledger-account', path: '/ledger?tab=balance', act: firstRow },
  { name: 'ledger-chart', path: '/ledger?tab=chart' },
  { name: 'ledger-account-add', path: '/ledger?tab=chart', act: press('Add account') },
  { name: 'ledger-periods', path: '/ledger?tab=periods' },
  { name: 'ledger-close', path: '/ledger?tab=periods', act: press('Close a period…') },
  { name: 'rates-list', path: '/rates' },
  { name: 'rates-add', path: '/rates', act: press('Record rate') },
  { name: 'rates-import', path: '/rates', act: press('Import ECB file') },
];

const tabbed = (name: string): Act => then(open('Seaport'), tab(name));
const allocations: readonly Shot[] = [
  { name: 'allocations-list', path: '/allocations' },
  { name: 'allocations-home', path: '/allocations', act: open('Long Wharf') },
  { name: 'allocations-approve', path: '/allocations', act: then(open('Long Wharf'), press('Approve…')) },
  { name: 'allocations-cancel', path: '/allocations', act: then(open('Seaport'), press('Cancel…')) },
  { name: 'allocations-rules', path: '/allocations', act: tabbed('Rules') },
  { name: 'allocations-calls', path: '/allocations', act: tabbed('Calls') },
  { name: 'allocations-history', path: '/allocations', act: tabbed('History') },
  { name: 'allocations-propose', path: '/allocations/new' },
  fund('allocations', tab('Allocations')),
  { name: 'settings-tiers', path: '/settings', act: then(press('Open Approvers of a capital call'), press('Change…')) },
];

export const recordShots: readonly Shot[] = [...allocations, ...funds, ...commitments, ...calls, ...receipts, ...investors, ...ledger];

/** Photographed in a workspace with nothing in it. */
export const bareRecordPaths = [
  '/funds',
  '/investors',
  '/investors?view=expiring',
  '/investors?view=duplicates',
  '/investors?view=imports',
  '/payees',
  '/commitments',
  '/allocations',
  '/allocations/new',
  '/commitments?tab=closings',
  '/commitments?tab=transfers',
  '/commitments?tab=defaults',
  '/commitments/closings/new',
  '/commitments/transfers/new',
  '/calls',
  '/calls/new',
  '/receipts',
  '/receipts?tab=suspense',
  '/receipts?tab=ageing',
  '/receipts/new',
  '/receipts/paste',
  '/lines',
  '/benchmarks',
  '/ledger',
  '/ledger/account',
  '/ledger/close',
  '/ledger/import',
  '/rates',
] as const;

import { expect, test } from 'vitest';
import { rawOf } from '#db/handles.ts';
import { runCommand } from '#main/commands/runCommand.ts';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { businessDate } from '#shared/dates.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { addInvestor, payeeRequest } from '#test/kit/investors.ts';

type ImportInput = CommandRequest<'investors.import'>;

function importOf(firm: House, count: number, more: Partial<ImportInput> = {}): ImportInput {
  return {
    importId: firm.id(),
    fileName: 'investors.csv',
    fileHash: 'd'.repeat(64),
    system: 'old administrator',
    rows: Array.from({ length: count }, (_, index) => ({
      line: index + 2,
      investorId: firm.id(),
      name: `Investor ${index}`,
      kind: 'individual' as const,
      country: 'US',
      currency: 'USD',
      language: 'en',
      reference: `R-${index}`,
      contact: { contactId: firm.id(), name: `Contact ${index}`, email: `c${index}@example.com`, phone: null },
    })),
    ...more,
  };
}

test('rows are added all together, and taken back while nothing stands on them', () => {
  using firm = house();
  const input = importOf(firm, 3);
  expect(firm.done('investors.import', input)).toEqual({ added: 3 });
  expect(firm.answer('investors.list', { filter: { importId: input.importId }, totals: true }).total).toBe(3);
  expect(codeOf(firm.run('investors.import', input))).toBe('alreadyExists');
  expect(firm.done('investors.undoImport', { importId: input.importId, reason: 'wrong file' })).toEqual({ removed: 3 });
  expect(firm.answer('investors.list', { totals: true }).total).toBe(0);
  expect(firm.answer('investors.list', { filter: { status: 'removed' }, totals: true }).total).toBe(3);
  expect(codeOf(firm.run('investors.undoImport', { importId: input.importId, reason: 'again' }))).toBe('importUndone');
  const removed = input.rows[0]!.investorId;
  expect(codeOf(firm.run('investors.setStatus', { investorId: removed, expectedVersion: 2, move: 'activate' }))).toBe('investorRemoved');
  expect(firm.done('investors.import', importOf(firm, 3))).toEqual({ added: 3 });
  expect(firm.answer('investors.imports', {}).imports.map(({ undoneBy }) => undoneBy)).toEqual([null, 'Olivia Owner']);
});

test('an import on which something stands is not undone', () => {
  using firm = house();
  const input = importOf(firm, 5);
  firm.done('investors.import', input);
  const [first, second] = input.rows.map(({ investorId }) => investorId);
  firm.done('investors.requestPayeeChange', payeeRequest(firm, first!));
  firm.done('access.addUser', {
    userId: firm.id(),
    login: 'ivy',
    name: 'Ivy',
    roles: [{ role: 'investor', scope: { kind: 'investor', id: second! } }],
  });
  const reply = firm.run('investors.undoImport', { importId: input.importId, reason: 'wrong file' });
  expect(reply.ok ? '' : sentenceOf(reply.error)).toMatch(/^2 imported investors have been worked on since \(Investor 0, Investor 1\)/);
});

test('one wrong row stops all of them, each named with its line', () => {
  using firm = house();
  addInvestor(firm, 'Alder Trust', { references: [{ system: 'old administrator', value: 'R-1' }] });
  const input = importOf(firm, 6);
  const { rows } = input;
  const wrong = rows.map((row, index) => {
    if (index === 2) return { ...row, reference: 'R-0' };
    if (index === 3) return { ...row, contact: { ...row.contact!, email: null } };
    if (index === 4) return { ...row, investorId: rows[0]!.investorId, reference: null };
    return index === 5 ? { ...row, reference: null, contact: null } : row;
  });
  const reply = firm.run('investors.import', { ...input, rows: wrong });
  expect(reply.ok ? '' : sentenceOf(reply.error)).toBe(
    '4 rows cannot be imported: line 3: R-1 is the reference of Alder Trust already; line 4: an id or the reference is that of line 2; ' +
      'line 5: its contact has neither an e-mail address nor a phone number; line 6: an id or the reference is that of line 2. ' +
      'Correct them in place and import again.',
  );
  expect(firm.answer('investors.list', { totals: true }).total).toBe(1);
  firm.done('investors.import', { ...input, system: 'another' });
  const taken = firm.run('investors.import', { ...importOf(firm, 1, { system: 'third' }), rows: [{ ...rows[0]!, reference: null }] });
  expect(taken.ok ? '' : sentenceOf(taken.error)).toContain('Investor 0 was imported already under this id');
  const contact = firm.run('investors.import', {
    ...input,
    importId: firm.id(),
    system: 'third',
    rows: [{ ...rows[0]!, investorId: firm.id() }],
  });
  expect(contact.ok ? '' : sentenceOf(contact.error)).toContain('its contact exists already');
});

test('a preview writes nothing', () => {
  using firm = house();
  const outcome = firm.outcome('investors.import', importOf(firm, 2), { preview: true });
  expect(outcome.written?.counts).toEqual({ investor_imports: 1, investors: 2, investor_references: 2, investor_contacts: 2 });
  expect(firm.answer('investors.list', { totals: true }).total).toBe(0);
});

test('two thousand rows are written by one command, through the runner as the hosts call it', () => {
  using firm = house();
  const input = importOf(firm, 2000);
  const actor = { userId: firm.owner, transport: 'window', device: 'test-device', origin: null, steppedUp: true } as const;
  const call = { name: 'investors.import', id: firm.id(), input, actor, now: firm.now, today: businessDate('2026-03-02') };
  expect(codeOf(runCommand(firm.db, call).reply)).toBe('ok');
  expect(rawOf(firm.db).prepare('SELECT count(*) FROM investors').pluck().get()).toBe(2000n);
  expect(firm.answer('investors.duplicates', {}).groups).toEqual([]);
});

test('a file is read, mapped, checked and imported as one', () => {
  using firm = house();
  addInvestor(firm, 'Ørsted Pension');
  const text = [
    'LP Name;Type;Domicile;E-Mail;Contact;Ref',
    'Alder Trust;Trust;us;tess@example.com;Tess;A-1',
    '"=HYPERLINK(""x"")";Person;DE;;;A-2',
    'Orsted Pension;Pension plan;DK;;;A-3',
    ';Spaceship;XX1;nobody;;A-1',
  ].join('\n');
  const file = firm.answer('investors.readFile', { text });
  expect(file.mapping).toEqual({ name: 0, kind: 1, country: 2, email: 3, contactName: 4, reference: 5 });
  const checked = firm.answer('investors.checkRows', { system: 'old', rows: file.rows as never });
  expect(checked.ready.map(({ name, country }) => [name, country])).toEqual([
    ['Alder Trust', 'US'],
    ['=HYPERLINK("x")', 'DE'],
    ['Orsted Pension', 'DK'],
  ]);
  expect(checked.problems.map(({ line, field }) => [line, field])).toEqual([
    [5, 'name'],
    [5, 'kind'],
    [5, 'country'],
    [5, 'email'],
    [5, 'reference'],
  ]);
  expect(checked.warnings).toEqual([{ line: 4, field: 'name', sentence: 'Orsted Pension may be Ørsted Pension, who is here already.' }]);
});

test('a duplicate becomes an alias of the one that stays, and the merge can be undone', () => {
  using firm = house();
  const [stays, twin, third] = [addInvestor(firm, 'Alder Trust'), addInvestor(firm, 'The Alder Trust, LLC'), addInvestor(firm, 'Birch')];
  expect(firm.answer('investors.duplicates', {}).groups).toMatchObject([{ reasons: ['name'], investors: [{ id: stays }, { id: twin }] }]);
  const merge = { investorId: twin, expectedVersion: 1, intoId: stays, reason: 'same trust' };
  expect(codeOf(firm.run('investors.merge', { ...merge, intoId: twin }))).toBe('mergeSelf');
  expect(codeOf(firm.run('investors.merge', { ...merge, intoId: firm.id() }))).toBe('notFound');
  const request = payeeRequest(firm, twin);
  firm.done('investors.requestPayeeChange', request);
  expect(codeOf(firm.run('investors.merge', { ...merge, expectedVersion: 2 }))).toBe('payeeCaseOpen');
  firm.done('investors.withdrawPayeeChange', { investorId: twin, caseId: request.caseId, reason: 'first merge' });
  firm.done('investors.merge', { ...merge, expectedVersion: 3 });
  expect(codeOf(firm.run('investors.merge', { ...merge, expectedVersion: 4 }))).toBe('investorMerged');
  const opened = firm.answer('investors.home', { investorId: twin as never });
  expect(opened).toMatchObject({
    openedAs: twin,
    investor: { id: stays },
    aliases: [{ id: twin, reason: 'same trust' }],
    cases: [{ investorId: twin }],
  });
  expect(firm.answer('investors.payeeCases', { filter: { investorId: stays as never }, totals: true }).total).toBe(1);
  firm.done('investors.merge', { investorId: stays, expectedVersion: 2, intoId: third, reason: 'all one' });
  expect(firm.answer('investors.home', { investorId: twin as never }).investor.id).toBe(third);
  expect(firm.answer('investors.list', {}).rows.map(({ name }) => name)).toEqual(['Birch']);
  const undo = { investorId: stays, reason: 'two after all' };
  expect(codeOf(firm.run('investors.unmerge', { ...undo, expectedVersion: 2 }))).toBe('staleVersion');
  firm.done('investors.unmerge', { ...undo, expectedVersion: 3 });
  expect(codeOf(firm.run('investors.unmerge', { ...undo, expectedVersion: 4 }))).toBe('notMerged');
  expect(firm.answer('investors.home', { investorId: twin as never }).investor.id).toBe(stays);
  expect(firm.answer('investors.list', {}).rows.map(({ name }) => name)).toEqual(['Alder Trust', 'Birch']);
});

import { expect, test } from 'vitest';
import type { CommandRequest } from '#shared/contract/index.ts';
import { sentenceOf } from '#shared/contract/refusals.ts';
import { codeOf, type House, house } from '#test/kit/house.ts';
import { addContact, addInvestor, goTo } from '#test/kit/investors.ts';

const home = (firm: House, investorId: string, on?: string) =>
  firm.answer('investors.home', { investorId: investorId as never, ...(on === undefined ? {} : { on }) });
const versionOf = (firm: House, investorId: string) => home(firm, investorId).investor.version;

function approveKyc(firm: House, investorId: string, expiresOn = '2027-03-01'): void {
  const step = (move: 'start' | 'approve') =>
    firm.done('investors.moveKyc', {
      investorId,
      expectedVersion: versionOf(firm, investorId),
      move,
      risk: move === 'approve' ? 'low' : null,
      expiresOn: move === 'approve' ? expiresOn : null,
      note: '',
    });
  step('start');
  step('approve');
}

test('an investor is added as a prospect and corrected by whoever has its newest version', () => {
  using firm = house();
  const id = addInvestor(firm, 'Alder Trust', { references: [{ system: 'CRM', value: 'A-1' }] });
  expect(home(firm, id).investor).toMatchObject({ name: 'Alder Trust', status: 'prospect', references: [{ system: 'CRM', value: 'A-1' }] });
  const update = { investorId: id, name: 'Alder Family Trust', kind: 'trust', country: 'US', currency: null, language: 'de' } as const;
  firm.done('investors.update', { ...update, expectedVersion: 1, references: [{ system: 'CRM', value: 'A-2' }] });
  expect(home(firm, id).investor).toMatchObject({ name: 'Alder Family Trust', version: 2, references: [{ system: 'CRM', value: 'A-2' }] });
  firm.done('investors.update', { ...update, expectedVersion: 2, references: [{ system: 'CRM', value: 'A-1' }] });
  expect(home(firm, id).investor.references).toEqual([{ system: 'CRM', value: 'A-1' }]);
  expect(codeOf(firm.run('investors.update', { ...update, expectedVersion: 2, references: [] }))).toBe('staleVersion');
});

test('a reference in another system belongs to one investor', () => {
  using firm = house();
  const references = [{ system: 'CRM', value: 'A-1' }];
  const first = addInvestor(firm, 'Alder Trust', { references });
  const add = { investorId: firm.id(), name: 'Birch', kind: 'trust', country: 'US', currency: null, language: 'en' } as const;
  const taken = firm.run('investors.add', { ...add, references });
  expect(taken.ok ? '' : sentenceOf(taken.error)).toContain('A-1 in CRM is already the reference of Alder Trust');
  expect(
    codeOf(firm.run('investors.add', { ...add, references: [references[0]!, references[0]!].map((one) => ({ ...one, value: 'twice' })) })),
  ).toBe('referenceTaken');
  expect(codeOf(firm.run('investors.add', { ...add, investorId: first, references: [] }))).toBe('alreadyExists');
  const second = addInvestor(firm, 'Birch');
  expect(codeOf(firm.run('investors.update', { ...add, investorId: second, expectedVersion: 1, references }))).toBe('referenceTaken');
});

test('KYC decides whether an investor may be active, and lapses by itself', () => {
  using firm = house();
  const id = addInvestor(firm);
  const activate = () => firm.run('investors.setStatus', { investorId: id, expectedVersion: versionOf(firm, id), move: 'activate' });
  const blocked = activate();
  expect(blocked.ok ? '' : sentenceOf(blocked.error)).toBe('Alder Trust is blocked: KYC is not started. Complete KYC first.');
  approveKyc(firm, id);
  expect(codeOf(activate())).toBe('ok');
  expect(codeOf(activate())).toBe('investorState');
  const deactivate = { investorId: id, expectedVersion: versionOf(firm, id), move: 'deactivate' } as const;
  expect(codeOf(firm.run('investors.setStatus', deactivate))).toBe('reasonMissing');
  firm.done('investors.setStatus', { ...deactivate, reason: 'sold its interest' });
  goTo(firm, '2027-03-02');
  expect(home(firm, id).kyc).toMatchObject({ state: 'expired', expiresOn: '2027-03-01' });
  expect(codeOf(activate())).toBe('kycBlocks');
  approveKyc(firm, id, '2028-03-01');
  expect(codeOf(activate())).toBe('ok');
});

test('KYC moves only as its life cycle says', () => {
  using firm = house();
  const id = addInvestor(firm);
  const move = (name: 'start' | 'approve' | 'reject', more: object = {}) =>
    codeOf(
      firm.run('investors.moveKyc', {
        investorId: id,
        expectedVersion: versionOf(firm, id),
        move: name,
        risk: null,
        expiresOn: null,
        note: '',
        ...more,
      }),
    );
  expect(move('approve', { risk: 'low', expiresOn: '2027-01-01' })).toBe('kycState');
  expect(move('start')).toBe('ok');
  expect(move('approve', { risk: 'low' })).toBe('kycExpiryMissing');
  expect(move('approve', { risk: 'low', expiresOn: '2026-03-02' })).toBe('kycExpiryMissing');
  expect(move('reject')).toBe('reasonMissing');
  expect(move('reject', { note: 'source of funds unclear' })).toBe('ok');
  expect(home(firm, id).kyc.state).toBe('rejected');
  expect(
    codeOf(firm.run('investors.moveKyc', { investorId: id, expectedVersion: 1, move: 'start', risk: null, expiresOn: null, note: '' })),
  ).toBe('staleVersion');
});

test('contacts are replaced by date; what was on file stays on file', () => {
  using firm = house();
  const id = addInvestor(firm);
  const first = addContact(firm, id);
  const second = addContact(firm, id, { name: 'Walter Wire', phone: '+1 617 555 0199', fromOn: '2026-03-02', replaces: first });
  const contacts = home(firm, id).contacts;
  expect(contacts.map(({ name, untilOn, inForce }) => [name, untilOn, inForce])).toEqual([
    ['Wanda Wire', '2026-03-01', false],
    ['Walter Wire', null, true],
  ]);
  const add = (more: Partial<CommandRequest<'investors.addContact'>>) =>
    codeOf(
      firm.run('investors.addContact', {
        investorId: id,
        contactId: firm.id(),
        role: 'tax',
        name: 'Tess Tax',
        email: 'tess@example.com',
        phone: null,
        fromOn: '2026-03-02',
        replaces: null,
        ...more,
      }),
    );
  expect(add({ email: null })).toBe('contactUnreachable');
  expect(add({ replaces: first })).toBe('recordEnded');
  expect(add({ replaces: second })).toBe('wrongPeriod');
  expect(add({ replaces: firm.id() })).toBe('notFound');
  expect(add({ contactId: first })).toBe('alreadyExists');
  expect(add({ investorId: firm.id() })).toBe('notFound');
  expect(add({})).toBe('ok');
  const end = (contactId: string, untilOn: string) => codeOf(firm.run('investors.endContact', { investorId: id, contactId, untilOn }));
  expect(end(second, '2026-03-01')).toBe('wrongPeriod');
  expect(end(second, '2026-03-31')).toBe('ok');
  expect(end(second, '2026-04-30')).toBe('recordEnded');
  expect(end(firm.id(), '2026-04-30')).toBe('notFound');
});

test('legal entities are added and ended', () => {
  using firm = house();
  const id = addInvestor(firm);
  const entityId = firm.id();
  const entity = {
    investorId: id,
    entityId,
    name: 'Alder Holdings LLC',
    kind: 'company',
    country: 'US',
    registration: '',
    fromOn: '2026-01-01',
  } as const;
  firm.done('investors.addEntity', entity);
  expect(codeOf(firm.run('investors.addEntity', entity))).toBe('alreadyExists');
  const end = (more: object = {}) => codeOf(firm.run('investors.endEntity', { investorId: id, entityId, untilOn: '2026-02-28', ...more }));
  expect(end({ untilOn: '2025-12-31' })).toBe('wrongPeriod');
  expect(end({ entityId: firm.id() })).toBe('notFound');
  expect(end()).toBe('ok');
  expect(end({ untilOn: '2026-03-01' })).toBe('recordEnded');
  expect(home(firm, id).entities).toMatchObject([{ name: 'Alder Holdings LLC', untilOn: '2026-02-28' }]);
});

test('a tax profile holds from its day, ends by the rule of its form and hides the taxpayer id', () => {
  using firm = house();
  const id = addInvestor(firm, 'Müller & Söhne KG', { country: 'DE' });
  const profile = {
    investorId: id,
    profileId: firm.id(),
    fromOn: '2026-01-01',
    classification: 'partnership',
    usPerson: false,
    country: 'DE',
    form: 'W-8BEN-E',
    signedOn: '2026-02-28',
    untilChange: false,
    treatyCountry: 'DE',
    treatyRate: '0.15',
    tin: 'DE123456789',
  } as const;
  expect(firm.done('investors.recordTax', profile).expiresOn).toBe('2029-12-31');
  expect(codeOf(firm.run('investors.recordTax', profile))).toBe('alreadyExists');
  const [shown] = home(firm, id).tax;
  expect(shown).toMatchObject({ tinMasked: '•••••••6789', inForce: true, state: 'valid' });
  expect(JSON.stringify(home(firm, id))).not.toContain('DE123456789');
  expect(JSON.stringify(firm.answer('audit.entry', { seq: 3 }))).not.toContain('DE123456789');
  const grantId = firm.id();
  firm.done('audit.unmask', { grantId, entity: 'taxProfile', entityId: profile.profileId, field: 'tin', purpose: '1042-S' });
  expect(firm.answer('audit.unmasked', { grantId }).value).toBe('DE123456789');
  firm.done('investors.recordTax', {
    ...profile,
    profileId: firm.id(),
    fromOn: '2026-06-01',
    form: null,
    signedOn: null,
    treatyCountry: null,
    treatyRate: null,
  });
  expect(home(firm, id, '2026-05-31').tax.map(({ inForce }) => inForce)).toEqual([true, false]);
  expect(home(firm, id, '2026-06-01').tax.map(({ inForce }) => inForce)).toEqual([false, true]);
  expect(home(firm, id, '2029-11-01').tax[0]?.state).toBe('expiring');
  expect(home(firm, id, '2030-01-01').tax[0]?.state).toBe('expired');
  expect(codeOf(firm.run('investors.recordTax', { ...profile, profileId: firm.id(), signedOn: null }))).toBe('taxFormWrong');
  expect(codeOf(firm.run('investors.recordTax', { ...profile, profileId: firm.id(), tin: '!' }))).toBe('tinMalformed');
  expect(firm.answer('investors.expiring', {}).rows).toEqual([]);
  goTo(firm, '2029-10-15');
  firm.done('investors.recordTax', { ...profile, profileId: firm.id(), fromOn: '2026-06-02' });
  expect(firm.answer('investors.expiring', {}).rows).toMatchObject([
    { what: 'form', detail: 'W-8BEN-E', expiresOn: '2029-12-31', ended: false },
  ]);
});

test('side-letter terms are read as they hold on a day, and only one of a kind holds', () => {
  using firm = house();
  const id = addInvestor(firm);
  const documentId = firm.id();
  const document = {
    investorId: id,
    documentId,
    kind: 'sideLetter',
    title: 'Side letter',
    mimeType: 'application/pdf',
    sha256: 'b'.repeat(64),
  } as const;
  expect(codeOf(firm.run('investors.addDocument', { ...document, uri: 'javascript:alert(1)' }))).toBe('uriNotAllowed');
  expect(codeOf(firm.run('investors.addDocument', { ...document, uri: 'file:///etc/passwd' }))).toBe('uriNotAllowed');
  firm.done('investors.addDocument', { ...document, uri: 'https://docs.example.com/sl.pdf' });
  expect(codeOf(firm.run('investors.addDocument', { ...document, uri: 'https://docs.example.com/sl.pdf' }))).toBe('alreadyExists');
  const termId = firm.id();
  const term = {
    investorId: id,
    termId,
    fundId: null,
    term: { kind: 'feeRate', rate: '0.015' },
    fromOn: '2026-01-01',
    untilOn: null,
    documentId,
  } as const;
  firm.done('investors.addTerm', term);
  const add = (more: object) => codeOf(firm.run('investors.addTerm', { ...term, termId: firm.id(), ...more } as never));
  expect(add({ termId })).toBe('alreadyExists');
  expect(add({ documentId: firm.id() })).toBe('notFound');
  expect(add({ fromOn: '2026-02-01' })).toBe('termOverlaps');
  expect(add({ fromOn: '2026-02-01', untilOn: '2026-01-01' })).toBe('wrongPeriod');
  expect(add({ term: { kind: 'carryRate', rate: '1.5' } })).toBe('termWrong');
  expect(add({ term: { kind: 'excuse', text: 'No tobacco' } })).toBe('ok');
  const end = (more: object = {}) => codeOf(firm.run('investors.endTerm', { investorId: id, termId, untilOn: '2026-06-30', ...more }));
  expect(end({ untilOn: '2025-06-30' })).toBe('wrongPeriod');
  expect(end({ termId: firm.id() })).toBe('notFound');
  expect(end()).toBe('ok');
  expect(end()).toBe('recordEnded');
  expect(add({ fromOn: '2026-07-01', term: { kind: 'feeRate', rate: '0.01' } })).toBe('ok');
  const holding = (on: string) =>
    home(firm, id, on)
      .terms.filter(({ inForce }) => inForce)
      .map((one) => ('rate' in one.term ? one.term.rate : one.term.kind));
  expect(holding('2026-06-30')).toEqual(['excuse', '0.015']);
  expect(holding('2026-07-01')).toEqual(['excuse', '0.01']);
});

test('how an investor wants to hear is its own to say', () => {
  using firm = house();
  const id = addInvestor(firm);
  const investor = firm.id() as never;
  firm.done('access.addUser', {
    userId: investor,
    login: 'ivy',
    name: 'Ivy',
    roles: [{ role: 'investor', scope: { kind: 'investor', id } }],
  });
  const wish = { expectedVersion: 1, channel: 'email', language: 'fr', eDeliveryConsentOn: '2026-03-01', statements: 'monthly' } as const;
  firm.done('investors.setPreferences', { investorId: id, ...wish }, { as: investor });
  expect(home(firm, id).investor).toMatchObject({
    channel: 'email',
    language: 'fr',
    eDeliveryConsentOn: '2026-03-01',
    statements: 'monthly',
  });
  const other = addInvestor(firm, 'Birch');
  expect(codeOf(firm.run('investors.setPreferences', { investorId: other, ...wish }, { as: investor }))).toBe('notPermitted');
  expect(codeOf(firm.run('investors.setPreferences', { investorId: id, ...wish }, { as: investor }))).toBe('staleVersion');
});

test('every command about an investor that is not there says so', () => {
  using firm = house();
  const none = firm.id();
  const at = { investorId: none, expectedVersion: 1 };
  const codes = [
    firm.run('investors.setStatus', { ...at, move: 'activate' }),
    firm.run('investors.moveKyc', { ...at, move: 'start', risk: null, expiresOn: null, note: '' }),
    firm.run('investors.endContact', { investorId: none, contactId: none, untilOn: '2026-03-02' }),
    firm.run('investors.addEntity', {
      investorId: none,
      entityId: none,
      name: 'E',
      kind: 'trust',
      country: 'US',
      registration: '',
      fromOn: '2026-01-01',
    }),
    firm.run('investors.endEntity', { investorId: none, entityId: none, untilOn: '2026-03-02' }),
    firm.run('investors.endTerm', { investorId: none, termId: none, untilOn: '2026-03-02' }),
    firm.run('investors.addTerm', {
      investorId: none,
      termId: none,
      fundId: null,
      term: { kind: 'mfn', text: 'yes' },
      fromOn: '2026-01-01',
      untilOn: null,
      documentId: null,
    }),
    firm.run('investors.addDocument', {
      investorId: none,
      documentId: none,
      kind: 'other',
      title: 'T',
      uri: 'https://x.example',
      mimeType: 'text/plain',
      sha256: 'c'.repeat(64),
    }),
    firm.run('investors.merge', { ...at, intoId: firm.id(), reason: 'same' }),
    firm.run('investors.unmerge', { ...at, reason: 'same' }),
    firm.run('investors.undoImport', { importId: none, reason: 'wrong file' }),
  ].map(codeOf);
  expect(new Set(codes)).toEqual(new Set(['notFound']));
});

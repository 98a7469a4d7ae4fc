import {
  endTermRow,
  insertDocument,
  insertTerm,
  isTaken,
  readDocument,
  readDocuments,
  readTerm,
  readTerms,
  type TermRow,
} from '#db/tables/investorRecords.ts';
import { type DatedTerm, endPeriod, planTerm } from '#main/engine/investors/sideLetters.ts';
import { refuse } from '#shared/contract/refusals.ts';
import { documentSchemes, type SideLetterTerm, sideLetterTitles } from '#shared/model/investors.ts';
import { done } from '#shared/result.ts';
import type { Handler } from '../handler.ts';
import { bump, guardInvestor, ofInvestor, openInvestor, readsFund, scopeInvestor, unknownFund } from './open.ts';

const datedTerm = (row: TermRow): DatedTerm => ({ ...row, term: row.term as SideLetterTerm });

export const addTerm: Handler<'investors.addTerm'> = {
  guards: (input) => [...guardInvestor(input), ...readsFund(input.fundId)],
  scope: scopeInvestor,

  run({ db }, { termId, term, ...rest }) {
    const { investorId, documentId } = rest;
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    if (isTaken(db, readTerm, termId)) return refuse('alreadyExists', { what: 'side-letter term', id: termId });
    if (documentId !== null && !readDocuments(db, investorId).some(({ id }) => id === documentId))
      return refuse('notFound', { what: `document of ${investor.value.name}`, id: documentId });
    const strange = unknownFund(db, [rest.fundId]);
    if (strange) return strange;
    const plan = planTerm({ ...rest, term }, readTerms(db, investorId).map(datedTerm));
    if (!plan.ok) return plan;
    insertTerm(db, { ...rest, id: termId, kind: term.kind, term });
    return done(bump(db, investor.value));
  },
};

export const endTerm: Handler<'investors.endTerm'> = {
  ...ofInvestor,

  run({ db }, { investorId, termId, untilOn }) {
    const investor = openInvestor(db, investorId);
    if (!investor.ok) return investor;
    const term = readTerms(db, investorId).find(({ id }) => id === termId);
    if (!term) return refuse('notFound', { what: `side-letter term of ${investor.value.name}`, id: termId });
    const end = endPeriod(sideLetterTitles[term.kind], term, untilOn);
    if (!end.ok) return end;
    endTermRow(db, term, { untilOn });
    return done(bump(db, investor.value));
  },
};

export const addDocument: Handler<'investors.addDocument'> = {
  ...ofInvestor,

  run({ db, actor, now }, { documentId, ...document }) {
    const investor = openInvestor(db, document.investorId);
    if (!investor.ok) return investor;
    if (isTaken(db, readDocument, documentId)) return refuse('alreadyExists', { what: 'document', id: documentId });
    const scheme = /^([a-z][a-z0-9+.-]*):\S+$/i.exec(document.uri)?.[1]?.toLowerCase();
    if (scheme === undefined || !(documentSchemes as readonly string[]).includes(scheme))
      return refuse('uriNotAllowed', { schemes: documentSchemes.join(', ') });
    insertDocument(db, { ...document, id: documentId, uploadedBy: actor.userId, uploadedAt: now });
    return done(bump(db, investor.value));
  },
};

export { userPreferences, userRoles, users } from './access.ts';
export { allocationApprovals, allocations } from './allocations.ts';
export { accessGrants, recordViews, refusedCommands, securityClosures, securityEvents } from './audit.ts';
export { callApprovals, callLines, callParts, callUses, capitalCalls } from './calls.ts';
export {
  calledMoves,
  closingLines,
  closings,
  commitmentEvents,
  holdingDefaults,
  refundPayouts,
  transferLines,
  transfers,
} from './commitments.ts';
export { noticeChoices, reinvestmentElections } from './elections.ts';
export {
  fundBankAccounts,
  fundClasses,
  fundLinks,
  fundStatusChanges,
  funds,
  fundTerms,
  navSnapshots,
  organisations,
} from './funds.ts';
export { drafts, incidents, jobFiles, jobs } from './health.ts';
export {
  accountUses,
  bankAccounts,
  investorContacts,
  investorDocuments,
  investorImports,
  investorKyc,
  investorReferences,
  investors,
  legalEntities,
  payeeCases,
  sideLetters,
  taxProfiles,
} from './investors.ts';
export { accountCodes, journalImports, journalProposalEntries, journalProposalLines, journalProposals } from './journals.ts';
export { accounts, entries, fxRates, ledgers, periodLocks, postings } from './ledger.ts';
export { lineFacilities, lineMovements, lineTerms } from './lines.ts';
export { commandLog, logClaims, logSubjects } from './log.ts';
export {
  benchmarkLevels,
  benchmarks,
  incomeAllocationLines,
  incomeAllocations,
  taxAdjustmentLines,
  taxAdjustments,
} from './performance.ts';
export {
  accountEnds,
  fundTaxIds,
  lotChoices,
  lotMovements,
  unitChanges,
  unitEvents,
  unitLines,
  unitRegisters,
} from './positions.ts';
export { projects, tokenChanges } from './projects.ts';
export { callNotices, interestBills, interestWaivers, receiptParts, receipts } from './receipts.ts';
export { settingValues, workspace } from './settings.ts';

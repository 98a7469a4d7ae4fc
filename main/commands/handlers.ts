import type { CommandName } from '#shared/contract/index.ts';
import { addUser } from './access/addUser.ts';
import { createWorkspace } from './access/createWorkspace.ts';
import { disableUser, enableUser } from './access/disableUser.ts';
import { grantRole, revokeRole } from './access/grantRole.ts';
import { notePassphrase, setPreferences } from './access/preferences.ts';
import { updateUser } from './access/updateUser.ts';
import { approveAllocation, cancelAllocation, rejectAllocation } from './allocations/decide.ts';
import { proposeAllocations } from './allocations/propose.ts';
import { closeSecurityEvent, noteExport, noteViews, unmask } from './audit/notes.ts';
import { approveCall, sendBackCall, submitCall } from './capital/callApproval.ts';
import { draftCall, dropCall, redraftCall } from './capital/callDraft.ts';
import { issueCall, rescindCall } from './capital/callIssue.ts';
import { billInterest } from './capital/interestBills.ts';
import { accrueLine, drawLine, payLineInterest, repayLine, undoLineMovement } from './capital/lineMovements.ts';
import { changeLineTerms, closeLine, openLine } from './capital/lines.ts';
import { applyAdvance, identifyReceipt, returnReceipt } from './capital/receiptMoves.ts';
import { recordReceipt, recordReceipts } from './capital/receipts.ts';
import { remindOfCalls } from './capital/remind.ts';
import { approveWaiver, proposeWaiver, rejectWaiver, withdrawWaiver } from './capital/waivers.ts';
import { approveClosing, cancelClosing, draftClosing, reviseClosing } from './commitments/closings.ts';
import { approveDefault, proposeDefault, rejectDefault, withdrawDefault } from './commitments/defaults.ts';
import { postClosing } from './commitments/postClosing.ts';
import { postTransfer } from './commitments/postTransfer.ts';
import { reduce } from './commitments/reduce.ts';
import { recordRefunds, reverseRefund } from './commitments/refunds.ts';
import { approveTransfer, cancelTransfer, draftTransfer, reverseTransfer } from './commitments/transfers.ts';
import { addBankAccount, closeBankAccount, updateBankAccount } from './funds/accounts.ts';
import { addClass, updateClass } from './funds/classes.ts';
import { addFund, moveStatus, updateFund } from './funds/fund.ts';
import { endLink, linkFunds } from './funds/links.ts';
import { approveNav, draftNav, rejectNav, withdrawNav } from './funds/navs.ts';
import { addOrganisation, updateOrganisation } from './funds/organisations.ts';
import { recordTaxId } from './funds/taxId.ts';
import { recordTerm } from './funds/terms.ts';
import type { Handler } from './handler.ts';
import { noteRestore } from './health/noteRestore.ts';
import { endAccount } from './investors/accountEnd.ts';
import { addDocument, addTerm, endTerm } from './investors/agreements.ts';
import { recordElection, setNotices } from './investors/elections.ts';
import { importInvestors, undoImport } from './investors/import.ts';
import { mergeInvestor, unmergeInvestor } from './investors/merge.ts';
import { applyPayeeChange, approvePayeeChange, recordCallback, rejectPayeeChange, withdrawPayeeChange } from './investors/payeeDecide.ts';
import { requestPayeeChange } from './investors/payeeRequest.ts';
import { addContact, addEntity, endContact, endEntity } from './investors/people.ts';
import { addInvestor, setPreferences as setInvestorPreferences, setStatus, updateInvestor } from './investors/record.ts';
import { moveKycState, recordTax } from './investors/standing.ts';
import { mapAccounts } from './ledger/codes.ts';
import { approveJournal, rejectJournal, withdrawJournal } from './ledger/decideJournal.ts';
import { postJournal, proposeJournal, proposeReversal, reverseEntry } from './ledger/journal.ts';
import { importJournals, proposeImport, proposeUndo, undoJournalImport } from './ledger/journalFiles.ts';
import { addAccount, openChart } from './ledger/openChart.ts';
import { approveLock, lockPeriod, rejectLock, unlockPeriod, withdrawLock } from './ledger/periods.ts';
import { importEcbRates, recordRate } from './ledger/rates.ts';
import { revalueFund } from './ledger/revalue.ts';
import { settleBalance } from './ledger/settle.ts';
import { allocateIncome } from './performance/allocateIncome.ts';
import { addBenchmark, importLevels } from './performance/benchmarks.ts';
import { adjustTaxCapital, reverseTaxAdjustment } from './performance/taxCapital.ts';
import { redeem } from './positions/redeem.ts';
import { correctUnits, importRegister, splitUnits } from './positions/register.ts';
import { reverseUnits } from './positions/reverse.ts';
import { subscribe } from './positions/subscribe.ts';
import { transferUnits } from './positions/transfer.ts';
import { addProject, recordTokens, updateProject } from './projects/projects.ts';
import { approveSetting, rejectSetting, withdrawSetting } from './settings/decide.ts';
import { setTaxId, updateHouse } from './settings/house.ts';
import { proposeSetting } from './settings/propose.ts';

/** One handler per command of the contract: a missing or surplus one does not compile. */
export const handlers: { readonly [Name in CommandName]: Handler<Name> } = {
  'access.addUser': addUser,
  'access.createWorkspace': createWorkspace,
  'access.disableUser': disableUser,
  'access.enableUser': enableUser,
  'access.grantRole': grantRole,
  'access.notePassphrase': notePassphrase,
  'access.revokeRole': revokeRole,
  'access.setPreferences': setPreferences,
  'access.updateUser': updateUser,
  'allocations.approve': approveAllocation,
  'allocations.cancel': cancelAllocation,
  'allocations.propose': proposeAllocations,
  'allocations.reject': rejectAllocation,
  'audit.closeSecurityEvent': closeSecurityEvent,
  'audit.noteExport': noteExport,
  'audit.noteViews': noteViews,
  'audit.unmask': unmask,
  'calls.approve': approveCall,
  'calls.draft': draftCall,
  'calls.drop': dropCall,
  'calls.issue': issueCall,
  'calls.redraft': redraftCall,
  'calls.rescind': rescindCall,
  'calls.sendBack': sendBackCall,
  'calls.submit': submitCall,
  'commitments.approveClosing': approveClosing,
  'commitments.approveDefault': approveDefault,
  'commitments.approveTransfer': approveTransfer,
  'commitments.cancelClosing': cancelClosing,
  'commitments.cancelTransfer': cancelTransfer,
  'commitments.draftClosing': draftClosing,
  'commitments.draftTransfer': draftTransfer,
  'commitments.postClosing': postClosing,
  'commitments.postTransfer': postTransfer,
  'commitments.proposeDefault': proposeDefault,
  'commitments.recordRefunds': recordRefunds,
  'commitments.reduce': reduce,
  'commitments.rejectDefault': rejectDefault,
  'commitments.reverseRefund': reverseRefund,
  'commitments.reverseTransfer': reverseTransfer,
  'commitments.reviseClosing': reviseClosing,
  'commitments.withdrawDefault': withdrawDefault,
  'funds.addBankAccount': addBankAccount,
  'funds.addClass': addClass,
  'funds.addFund': addFund,
  'funds.addOrganisation': addOrganisation,
  'funds.approveNav': approveNav,
  'funds.closeBankAccount': closeBankAccount,
  'funds.draftNav': draftNav,
  'funds.endLink': endLink,
  'funds.link': linkFunds,
  'funds.move': moveStatus,
  'funds.recordTaxId': recordTaxId,
  'funds.recordTerm': recordTerm,
  'funds.rejectNav': rejectNav,
  'funds.updateBankAccount': updateBankAccount,
  'funds.updateClass': updateClass,
  'funds.updateFund': updateFund,
  'funds.updateOrganisation': updateOrganisation,
  'funds.withdrawNav': withdrawNav,
  'health.noteRestore': noteRestore,
  'investors.add': addInvestor,
  'investors.addContact': addContact,
  'investors.addDocument': addDocument,
  'investors.addEntity': addEntity,
  'investors.addTerm': addTerm,
  'investors.applyPayeeChange': applyPayeeChange,
  'investors.approvePayeeChange': approvePayeeChange,
  'investors.endAccount': endAccount,
  'investors.endContact': endContact,
  'investors.endEntity': endEntity,
  'investors.endTerm': endTerm,
  'investors.import': importInvestors,
  'investors.merge': mergeInvestor,
  'investors.moveKyc': moveKycState,
  'investors.recordCallback': recordCallback,
  'investors.recordElection': recordElection,
  'investors.recordTax': recordTax,
  'investors.rejectPayeeChange': rejectPayeeChange,
  'investors.requestPayeeChange': requestPayeeChange,
  'investors.setNotices': setNotices,
  'investors.setPreferences': setInvestorPreferences,
  'investors.setStatus': setStatus,
  'investors.undoImport': undoImport,
  'investors.unmerge': unmergeInvestor,
  'investors.update': updateInvestor,
  'investors.withdrawPayeeChange': withdrawPayeeChange,
  'capital.adjustTax': adjustTaxCapital,
  'capital.reverseTaxAdjustment': reverseTaxAdjustment,
  'performance.addBenchmark': addBenchmark,
  'performance.importLevels': importLevels,
  'ledger.addAccount': addAccount,
  'ledger.allocateIncome': allocateIncome,
  'ledger.approveJournal': approveJournal,
  'ledger.approveLock': approveLock,
  'ledger.importEcbRates': importEcbRates,
  'ledger.importJournals': importJournals,
  'ledger.lockPeriod': lockPeriod,
  'ledger.mapAccounts': mapAccounts,
  'ledger.openChart': openChart,
  'ledger.postJournal': postJournal,
  'ledger.proposeImport': proposeImport,
  'ledger.proposeJournal': proposeJournal,
  'ledger.proposeReversal': proposeReversal,
  'ledger.proposeUndo': proposeUndo,
  'ledger.recordRate': recordRate,
  'ledger.rejectJournal': rejectJournal,
  'ledger.rejectLock': rejectLock,
  'ledger.revalue': revalueFund,
  'ledger.reverse': reverseEntry,
  'ledger.settle': settleBalance,
  'ledger.undoImport': undoJournalImport,
  'ledger.unlockPeriod': unlockPeriod,
  'ledger.withdrawJournal': withdrawJournal,
  'ledger.withdrawLock': withdrawLock,
  'line.accrue': accrueLine,
  'line.changeTerms': changeLineTerms,
  'line.close': closeLine,
  'line.draw': drawLine,
  'line.open': openLine,
  'line.payInterest': payLineInterest,
  'line.repay': repayLine,
  'line.undo': undoLineMovement,
  'positions.correct': correctUnits,
  'positions.importRegister': importRegister,
  'positions.redeem': redeem,
  'positions.reverse': reverseUnits,
  'positions.split': splitUnits,
  'positions.subscribe': subscribe,
  'positions.transfer': transferUnits,
  'projects.addProject': addProject,
  'projects.recordTokens': recordTokens,
  'projects.updateProject': updateProject,
  'receipts.applyAdvance': applyAdvance,
  'receipts.approveWaiver': approveWaiver,
  'receipts.billInterest': billInterest,
  'receipts.identify': identifyReceipt,
  'receipts.proposeWaiver': proposeWaiver,
  'receipts.record': recordReceipt,
  'receipts.recordMany': recordReceipts,
  'receipts.rejectWaiver': rejectWaiver,
  'receipts.remind': remindOfCalls,
  'receipts.return': returnReceipt,
  'receipts.withdrawWaiver': withdrawWaiver,
  'settings.approve': approveSetting,
  'settings.propose': proposeSetting,
  'settings.reject': rejectSetting,
  'settings.setTaxId': setTaxId,
  'settings.updateHouse': updateHouse,
  'settings.withdraw': withdrawSetting,
};

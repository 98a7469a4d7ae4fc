import type { QueryName } from '#shared/contract/index.ts';
import { me, user, users } from './access/users.ts';
import { home as allocationHome, check as checkAllocation } from './allocations/home.ts';
import { figures as allocationFigures, list as allocationList } from './allocations/list.ts';
import { actors, entry, log, timeline } from './audit/log.ts';
import { report } from './audit/report.ts';
import { securityEvents } from './audit/securityEvents.ts';
import { unmasked } from './audit/unmasked.ts';
import { account as capitalAccount, accounts as capitalAccounts } from './capital/accounts.ts';
import { benchmarks, levels, readLevels } from './capital/benchmarks.ts';
import { callHome } from './capital/callHome.ts';
import { preview as callPreview } from './capital/callPreview.ts';
import { line as callLine, lines as callLines, list as callList } from './capital/calls.ts';
import { events as capitalEvents } from './capital/events.ts';
import { incomeAllocations, incomePreview, taxAdjustments } from './capital/income.ts';
import { lineHome, lineList } from './capital/lines.ts';
import { funds as capitalFunds, history as capitalHistory, metrics } from './capital/metrics.ts';
import { ageing, match, owed, ofCall as receiptsOfCall } from './capital/owed.ts';
import { holdings as moneyHoldings, partners } from './capital/partners.ts';
import { performance } from './capital/performance.ts';
import { oneReceipt, receiptList } from './capital/receipts.ts';
import { closing, closings, previewClosing } from './commitments/closings.ts';
import { defaults } from './commitments/defaults.ts';
import { holdings as commitmentHoldings, ofInvestor as commitmentsOfInvestor, history as holdingHistory } from './commitments/holdings.ts';
import { previewTransfer, transfer, transfers } from './commitments/transfers.ts';
import { home as fundHome, terms as fundTerms, navOn } from './funds/home.ts';
import { list as fundList, navs, organisations } from './funds/lists.ts';
import { projects, register } from './funds/projects.ts';
import type { QueryHandler } from './handler.ts';
import { incidents, jobs, overview } from './health/health.ts';
import { checkImportRows, duplicates, expiring, imports, readImportFile } from './investors/due.ts';
import { elections } from './investors/elections.ts';
import { home } from './investors/home.ts';
import { investorList } from './investors/list.ts';
import { payeeCase, payeeCases } from './investors/payees.ts';
import { accounts, books, periods, trialBalance } from './ledger/books.ts';
import { closeChecklistOf, periodBalance } from './ledger/closing.ts';
import { journal, entry as ledgerEntry } from './ledger/journal.ts';
import { journalImports, proposal, proposals, readJournalFile } from './ledger/journals.ts';
import { account, accountDays, lines } from './ledger/lines.ts';
import { convert, rates, readEcb } from './ledger/rates.ts';
import { unitEvents } from './positions/events.ts';
import { holding } from './positions/holding.ts';
import { ofInvestor } from './positions/ofInvestor.ts';
import { ownership, unitRegister } from './positions/register.ts';
import { today } from './reports/today.ts';
import { history, house, rules } from './settings/rules.ts';

/** One answer per query of the contract. */
export const queryHandlers: { readonly [Name in QueryName]: QueryHandler<Name> } = {
  'access.me': me,
  'access.user': user,
  'access.users': users,
  'allocations.check': checkAllocation,
  'allocations.figures': allocationFigures,
  'allocations.home': allocationHome,
  'allocations.list': allocationList,
  'audit.actors': actors,
  'audit.entry': entry,
  'audit.log': log,
  'audit.report': report,
  'audit.securityEvents': securityEvents,
  'audit.timeline': timeline,
  'audit.unmasked': unmasked,
  'calls.home': callHome,
  'calls.line': callLine,
  'calls.lines': callLines,
  'calls.list': callList,
  'calls.preview': callPreview,
  'capital.account': capitalAccount,
  'capital.accounts': capitalAccounts,
  'capital.events': capitalEvents,
  'capital.funds': capitalFunds,
  'capital.history': capitalHistory,
  'capital.holdings': moneyHoldings,
  'capital.incomeAllocations': incomeAllocations,
  'capital.incomePreview': incomePreview,
  'capital.metrics': metrics,
  'capital.partners': partners,
  'capital.performance': performance,
  'capital.taxAdjustments': taxAdjustments,
  'commitments.closing': closing,
  'commitments.closings': closings,
  'commitments.defaults': defaults,
  'commitments.history': holdingHistory,
  'commitments.holdings': commitmentHoldings,
  'commitments.ofInvestor': commitmentsOfInvestor,
  'commitments.previewClosing': previewClosing,
  'commitments.previewTransfer': previewTransfer,
  'commitments.transfer': transfer,
  'commitments.transfers': transfers,
  'funds.home': fundHome,
  'funds.list': fundList,
  'funds.navOn': navOn,
  'funds.navs': navs,
  'funds.organisations': organisations,
  'funds.projects': projects,
  'funds.register': register,
  'funds.terms': fundTerms,
  'health.incidents': incidents,
  'health.jobs': jobs,
  'health.overview': overview,
  'investors.checkRows': checkImportRows,
  'investors.elections': elections,
  'investors.duplicates': duplicates,
  'investors.expiring': expiring,
  'investors.home': home,
  'investors.imports': imports,
  'investors.list': investorList,
  'investors.payeeCase': payeeCase,
  'investors.payeeCases': payeeCases,
  'investors.readFile': readImportFile,
  'ledger.account': account,
  'receipts.ageing': ageing,
  'receipts.list': receiptList,
  'receipts.match': match,
  'receipts.ofCall': receiptsOfCall,
  'receipts.owed': owed,
  'receipts.receipt': oneReceipt,
  'line.home': lineHome,
  'line.list': lineList,
  'ledger.accountDays': accountDays,
  'ledger.accounts': accounts,
  'ledger.books': books,
  'ledger.closeChecklist': closeChecklistOf,
  'ledger.convert': convert,
  'ledger.entry': ledgerEntry,
  'ledger.imports': journalImports,
  'ledger.journal': journal,
  'ledger.lines': lines,
  'ledger.periodBalance': periodBalance,
  'ledger.periods': periods,
  'ledger.proposal': proposal,
  'ledger.proposals': proposals,
  'ledger.rates': rates,
  'ledger.readEcb': readEcb,
  'ledger.readJournalFile': readJournalFile,
  'ledger.trialBalance': trialBalance,
  'positions.events': unitEvents,
  'positions.holding': holding,
  'positions.ofInvestor': ofInvestor,
  'positions.ownership': ownership,
  'positions.register': unitRegister,
  'performance.benchmarks': benchmarks,
  'performance.levels': levels,
  'performance.readLevels': readLevels,
  'reports.today': today,
  'settings.history': history,
  'settings.house': house,
  'settings.rules': rules,
};

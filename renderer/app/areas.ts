import {
  ArrowLeftRight,
  BanknoteArrowDown,
  BookOpen,
  Building2,
  ChartPie,
  ChartSpline,
  Coins,
  Contact,
  HandCoins,
  Handshake,
  HeartPulse,
  Landmark,
  type LucideIcon,
  ScrollText,
  Settings,
  ShieldAlert,
  SlidersHorizontal,
  Sun,
  Users,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { Permission } from '#shared/model/access.ts';

type Load = () => Promise<ComponentType>;

/** Groups of the rail, in order; the first has no heading. */
export const groups = ['Work', 'House', 'You'] as const;

export type Area = Readonly<{
  id: string;
  title: string;
  path: string;
  group: (typeof groups)[number];
  icon: LucideIcon;
  /** The letter after `g`. */
  go: string;
  /** Not offered to people without it; asking the host is refused all the same. */
  needs?: Permission;
  /** More words the palette finds it by. */
  words?: string;
  /** Not in the rail: reached from the user menu and the palette. */
  hidden?: true;
  load: Load;
  below?: readonly Readonly<{ path: string; title: string; load: Load }>[];
}>;

/** The one place where a feature joins the window: from a line here come its route, rail entry, palette entry and shortcut. */
export const areas: readonly Area[] = [
  {
    id: 'today',
    title: 'Today',
    path: '/',
    group: 'Work',
    icon: Sun,
    go: 't',
    words: 'home due waiting approve',
    load: () => import('#renderer/screens/today/TodayScreen.tsx').then(({ TodayScreen }) => TodayScreen),
  },
  {
    id: 'funds',
    title: 'Funds',
    path: '/funds',
    group: 'Work',
    icon: Building2,
    go: 'f',
    needs: 'funds.view',
    words: 'nav classes terms waterfall projects properties tokens register organisations',
    load: () => import('#renderer/screens/funds/FundsScreen.tsx').then(({ FundsScreen }) => FundsScreen),
    below: [
      {
        path: '/funds/$fundId',
        title: 'Fund',
        load: () => import('#renderer/screens/funds/FundScreen.tsx').then(({ FundScreen }) => FundScreen),
      },
    ],
  },
  {
    id: 'investors',
    title: 'Investors',
    path: '/investors',
    group: 'Work',
    icon: Contact,
    go: 'i',
    needs: 'investors.view',
    words: 'lp limited partner contacts tax kyc side letter import duplicates merge',
    load: () => import('#renderer/screens/investors/InvestorsScreen.tsx').then(({ InvestorsScreen }) => InvestorsScreen),
    below: [
      {
        path: '/investors/import',
        title: 'Import investors',
        load: () => import('#renderer/screens/investors/ImportScreen.tsx').then(({ ImportScreen }) => ImportScreen),
      },
      {
        path: '/investors/$investorId',
        title: 'Investor',
        load: () => import('#renderer/screens/investors/InvestorScreen.tsx').then(({ InvestorScreen }) => InvestorScreen),
      },
    ],
  },
  {
    id: 'payees',
    title: 'Payee changes',
    path: '/payees',
    group: 'Work',
    icon: Landmark,
    go: 'y',
    needs: 'investors.view',
    words: 'bank account wire iban callback cool-off approve',
    load: () => import('#renderer/screens/investors/PayeesScreen.tsx').then(({ PayeesScreen }) => PayeesScreen),
  },
  {
    id: 'commitments',
    title: 'Commitments',
    path: '/commitments',
    group: 'Work',
    icon: Handshake,
    go: 'm',
    needs: 'commitments.view',
    words: 'closing subsequent equalisation catch-up transfer default unfunded refund',
    load: () => import('#renderer/screens/commitments/CommitmentsScreen.tsx').then(({ CommitmentsScreen }) => CommitmentsScreen),
    below: [
      {
        path: '/commitments/closings/new',
        title: 'New closing',
        load: () => import('#renderer/screens/commitments/ClosingDraftScreen.tsx').then(({ ClosingDraftScreen }) => ClosingDraftScreen),
      },
      {
        path: '/commitments/closings/$closingId',
        title: 'Closing',
        load: () => import('#renderer/screens/commitments/ClosingScreen.tsx').then(({ ClosingScreen }) => ClosingScreen),
      },
      {
        path: '/commitments/closings/$closingId/revise',
        title: 'Revise the closing',
        load: () => import('#renderer/screens/commitments/ClosingDraftScreen.tsx').then(({ ClosingDraftScreen }) => ClosingDraftScreen),
      },
      {
        path: '/commitments/transfers/new',
        title: 'New transfer',
        load: () => import('#renderer/screens/commitments/TransferDraftScreen.tsx').then(({ TransferDraftScreen }) => TransferDraftScreen),
      },
      {
        path: '/commitments/transfers/$transferId',
        title: 'Transfer',
        load: () => import('#renderer/screens/commitments/TransferScreen.tsx').then(({ TransferScreen }) => TransferScreen),
      },
    ],
  },
  {
    id: 'allocations',
    title: 'Allocations',
    path: '/allocations',
    group: 'Work',
    icon: ChartPie,
    go: 'o',
    needs: 'allocations.view',
    words: 'deal invest allocate approve tier concentration deployment propose',
    load: () => import('#renderer/screens/allocations/AllocationsScreen.tsx').then(({ AllocationsScreen }) => AllocationsScreen),
    below: [
      {
        path: '/allocations/new',
        title: 'Propose an allocation',
        load: () => import('#renderer/screens/allocations/ProposeScreen.tsx').then(({ ProposeScreen }) => ProposeScreen),
      },
      {
        path: '/allocations/$allocationId',
        title: 'Allocation',
        load: () => import('#renderer/screens/allocations/AllocationScreen.tsx').then(({ AllocationScreen }) => AllocationScreen),
      },
    ],
  },
  {
    id: 'calls',
    title: 'Capital calls',
    path: '/calls',
    group: 'Work',
    icon: HandCoins,
    go: 'c',
    needs: 'calls.view',
    words: 'drawdown call capital notice due overdue fund uses amend rescind issue approve',
    load: () => import('#renderer/screens/capital/CallsScreen.tsx').then(({ CallsScreen }) => CallsScreen),
    below: [
      {
        path: '/calls/new',
        title: 'Draw up a call',
        load: () => import('#renderer/screens/capital/NewCallScreen.tsx').then(({ NewCallScreen }) => NewCallScreen),
      },
      {
        path: '/calls/$callId',
        title: 'Capital call',
        load: () => import('#renderer/screens/capital/CallScreen.tsx').then(({ CallScreen }) => CallScreen),
      },
    ],
  },
  {
    id: 'receipts',
    title: 'Receipts',
    path: '/receipts',
    group: 'Work',
    icon: Coins,
    go: 'r',
    needs: 'receipts.view',
    words: 'money in wire suspense identify unidentified ageing aging overdue late interest advance paste return',
    load: () => import('#renderer/screens/capital/ReceiptsScreen.tsx').then(({ ReceiptsScreen }) => ReceiptsScreen),
    below: [
      {
        path: '/receipts/new',
        title: 'Record a receipt',
        load: () => import('#renderer/screens/capital/NewReceiptScreen.tsx').then(({ NewReceiptScreen }) => NewReceiptScreen),
      },
      {
        path: '/receipts/paste',
        title: 'Paste many receipts',
        load: () => import('#renderer/screens/capital/PasteReceiptsScreen.tsx').then(({ PasteReceiptsScreen }) => PasteReceiptsScreen),
      },
    ],
  },
  {
    id: 'lines',
    title: 'Subscription lines',
    path: '/lines',
    group: 'Work',
    icon: BanknoteArrowDown,
    go: 'd',
    needs: 'line.view',
    words: 'facility credit borrow draw repay interest borrowing base lender debt',
    load: () => import('#renderer/screens/capital/LinesScreen.tsx').then(({ LinesScreen }) => LinesScreen),
    below: [
      {
        path: '/lines/$facilityId',
        title: 'Subscription line',
        load: () => import('#renderer/screens/capital/LineScreen.tsx').then(({ LineScreen }) => LineScreen),
      },
    ],
  },
  {
    id: 'ledger',
    title: 'Ledger',
    path: '/ledger',
    group: 'Work',
    icon: BookOpen,
    go: 'l',
    needs: 'ledger.view',
    words: 'journal entries trial balance accounts chart periods lock reverse revalue settle books waiting approve import close checklist',
    load: () => import('#renderer/screens/ledger/LedgerScreen.tsx').then(({ LedgerScreen }) => LedgerScreen),
    below: [
      {
        path: '/ledger/account',
        title: 'Account',
        load: () => import('#renderer/screens/ledger/AccountScreen.tsx').then(({ AccountScreen }) => AccountScreen),
      },
      {
        path: '/ledger/close',
        title: 'Close a period',
        load: () => import('#renderer/screens/ledger/CloseScreen.tsx').then(({ CloseScreen }) => CloseScreen),
      },
      {
        path: '/ledger/import',
        title: 'Import journals',
        load: () => import('#renderer/screens/ledger/ImportJournalsScreen.tsx').then(({ ImportJournalsScreen }) => ImportJournalsScreen),
      },
    ],
  },
  {
    id: 'rates',
    title: 'Exchange rates',
    path: '/rates',
    group: 'Work',
    icon: ArrowLeftRight,
    go: 'x',
    needs: 'ledger.view',
    words: 'fx currency ecb euro reference rates import',
    load: () => import('#renderer/screens/ledger/RatesScreen.tsx').then(({ RatesScreen }) => RatesScreen),
  },
  {
    id: 'benchmarks',
    title: 'Benchmarks',
    path: '/benchmarks',
    group: 'Work',
    icon: ChartSpline,
    go: 'b',
    needs: 'capital.view',
    words: 'index indices levels total return pme direct alpha performance',
    load: () => import('#renderer/screens/performance/BenchmarksScreen.tsx').then(({ BenchmarksScreen }) => BenchmarksScreen),
  },
  {
    id: 'users',
    title: 'Users',
    path: '/users',
    group: 'House',
    icon: Users,
    go: 'u',
    needs: 'access.view',
    words: 'people roles permissions keys passphrase access',
    load: () => import('#renderer/screens/access/UsersScreen.tsx').then(({ UsersScreen }) => UsersScreen),
    below: [
      {
        path: '/users/new',
        title: 'Add a user',
        load: () => import('#renderer/screens/access/AddUserScreen.tsx').then(({ AddUserScreen }) => AddUserScreen),
      },
    ],
  },
  {
    id: 'audit',
    title: 'Audit',
    path: '/audit',
    group: 'House',
    icon: ScrollText,
    go: 'a',
    needs: 'audit.view',
    words: 'log chain verify compliance reports history',
    load: () => import('#renderer/screens/audit/AuditScreen.tsx').then(({ AuditScreen }) => AuditScreen),
  },
  {
    id: 'security',
    title: 'Security events',
    path: '/security',
    group: 'House',
    icon: ShieldAlert,
    go: 'e',
    needs: 'audit.security',
    words: 'failed unlock refusals exports device',
    load: () => import('#renderer/screens/audit/SecurityScreen.tsx').then(({ SecurityScreen }) => SecurityScreen),
  },
  {
    id: 'health',
    title: 'Health',
    path: '/health',
    group: 'House',
    icon: HeartPulse,
    go: 'h',
    needs: 'health.view',
    words: 'jobs backups restore check incidents optimise',
    load: () => import('#renderer/screens/health/HealthScreen.tsx').then(({ HealthScreen }) => HealthScreen),
  },
  {
    id: 'settings',
    title: 'Settings',
    path: '/settings',
    group: 'House',
    icon: Settings,
    go: 's',
    needs: 'settings.view',
    words: 'business rules limits thresholds house tax id time zone currency',
    load: () => import('#renderer/screens/settings/SettingsScreen.tsx').then(({ SettingsScreen }) => SettingsScreen),
  },
  {
    id: 'preferences',
    title: 'Preferences',
    path: '/preferences',
    group: 'You',
    icon: SlidersHorizontal,
    go: 'p',
    words: 'theme dark light density contrast negatives',
    hidden: true,
    load: () => import('#renderer/screens/access/PreferencesScreen.tsx').then(({ PreferencesScreen }) => PreferencesScreen),
  },
];

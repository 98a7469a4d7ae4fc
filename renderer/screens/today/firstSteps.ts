export type HouseFacts = Readonly<{ activeUsers: number; ruleChanges: number; houseComplete: boolean; recovery: boolean; backups: number }>;
export type FirstStep = Readonly<{ id: string; text: string; detail: string; met: boolean; path: string }>;

export function firstSteps({ activeUsers, ruleChanges, houseComplete, recovery, backups }: HouseFacts): readonly FirstStep[] {
  return [
    {
      id: 'recovery',
      text: 'Have recovery words on paper',
      detail: 'They open the workspace when every passphrase is lost.',
      met: recovery,
      path: '/users?tab=keys',
    },
    {
      id: 'people',
      text: 'Add a second person',
      detail: 'Approvals need somebody who did not prepare them.',
      met: activeUsers > 1,
      path: '/users',
    },
    {
      id: 'house',
      text: 'Complete the house record',
      detail: 'Legal name, address and country stand on every notice.',
      met: houseComplete,
      path: '/settings?tab=house',
    },
    {
      id: 'rules',
      text: 'Set a business rule to your own practice',
      detail: 'Limits, delays and periods start at careful values.',
      met: ruleChanges > 0,
      path: '/settings',
    },
    {
      id: 'backup',
      text: 'Make the first backup',
      detail: 'A verified, encrypted copy; then copy it to another drive.',
      met: backups > 0,
      path: '/health?view=backups',
    },
  ];
}

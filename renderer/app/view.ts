import { create } from 'zustand';

/** Which of the shell's own surfaces is open. Nothing of the workspace is kept here. */
type Overlay = 'palette' | 'shortcuts' | 'passphrase' | null;

type View = Readonly<{
  overlay: Overlay;
  railNarrow: boolean;
  closedGroups: readonly string[];
  show: (overlay: Overlay) => void;
  toggleRail: () => void;
  toggleGroup: (group: string) => void;
}>;

const STORE = 'clearway.rail';

type Rail = Readonly<{ railNarrow: boolean; closedGroups: readonly string[] }>;

function readRail(): Rail {
  try {
    const { railNarrow, closedGroups } = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<Rail>;
    return { railNarrow: railNarrow === true, closedGroups: Array.isArray(closedGroups) ? closedGroups : [] };
  } catch {
    return { railNarrow: false, closedGroups: [] };
  }
}

/** Kept per machine; where the browser keeps nothing, the rail simply starts wide. */
function keepRail(rail: Rail): Rail {
  try {
    localStorage.setItem(STORE, JSON.stringify(rail));
  } catch {
    return rail;
  }
  return rail;
}

export const useView = create<View>((set) => ({
  overlay: null,
  ...readRail(),
  show: (overlay) => set({ overlay }),
  toggleRail: () => set(({ railNarrow, closedGroups }) => keepRail({ railNarrow: !railNarrow, closedGroups })),
  toggleGroup: (group) =>
    set(({ railNarrow, closedGroups }) => {
      const next = closedGroups.includes(group) ? closedGroups.filter((name) => name !== group) : [...closedGroups, group];
      return keepRail({ railNarrow, closedGroups: next });
    }),
}));

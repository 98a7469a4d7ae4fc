import { useState } from 'react';
import { announce } from '../LiveRegion.tsx';
import { type History, noHistory, redo, remember, undo } from './history.ts';
import { type CellEntry, type SheetDraft, withEntries } from './sheetDraft.ts';

/** Writes entries into the caller's draft and can take them back. */
export function useDrafting(draft: SheetDraft, onDraftChange: (draft: SheetDraft) => void) {
  const [history, setHistory] = useState<History<SheetDraft>>(noHistory);
  const write = (entries: readonly CellEntry[]) => {
    if (entries.length === 0) return;
    setHistory(remember(history, draft));
    onDraftChange(withEntries(draft, entries));
  };
  const travel = (step: ReturnType<typeof undo<SheetDraft>>, word: string) => {
    if (!step) return;
    setHistory(step.history);
    onDraftChange(step.value);
    announce(word);
  };
  return {
    write,
    undo: () => travel(undo(history, draft), 'Undone.'),
    redo: () => travel(redo(history, draft), 'Done again.'),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

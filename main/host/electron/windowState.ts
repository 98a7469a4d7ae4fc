import { join } from 'node:path';
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { isRecord, readJsonFile, writeDurably } from '#db/durableFile.ts';

export type WindowPlace = Readonly<{ bounds: Partial<Rectangle>; isMaximized: boolean }>;

const usual: WindowPlace = { bounds: { width: 1360, height: 880 }, isMaximized: false };
const SAVE_AFTER_MS = 500;
/** So much of the title bar must be on a screen that it can be grabbed. */
const GRIP = { width: 120, height: 40 };
const fileIn = (programFolder: string) => join(programFolder, 'window.json');

/** Where the window was, if a screen is still there; otherwise the size it starts with. */
export function readPlace(programFolder: string): WindowPlace {
  const kept = readJsonFile(fileIn(programFolder));
  if (kept.found !== 'yes' || !isRecord(kept.value) || !isRecord(kept.value.bounds)) return usual;
  const { x, y, width, height } = kept.value.bounds;
  const isMaximized = kept.value.isMaximized === true;
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return { ...usual, isMaximized };
  const bounds = { x, y, width, height };
  return screen.getAllDisplays().some(({ workArea }) => canBeGrabbed(bounds, workArea))
    ? { bounds, isMaximized }
    : { ...usual, isMaximized };
}

const isWhole = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= 100_000;

function canBeGrabbed({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

/** Saves the place once the window has come to rest, and when it closes. A full disk costs the place, nothing else. */
export function keepPlace(window: BrowserWindow, programFolder: string): void {
  let waiting: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(waiting);
    if (window.isDestroyed() || window.isMinimized()) return;
    const place: WindowPlace = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeDurably(fileIn(programFolder), `${JSON.stringify(place)}\n`);
    } catch {
      return;
    }
  };
  const saveSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}

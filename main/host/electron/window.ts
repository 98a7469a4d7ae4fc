import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme } from 'electron';
import type { Host } from '../session/host.ts';
import { startAddress } from './protocol.ts';
import { webPreferences } from './security.ts';
import { keepPlace, readPlace } from './windowState.ts';

const preload = fileURLToPath(new URL('../../../dist/electron/preload.cjs', import.meta.url));
const icon = fileURLToPath(new URL('../../../resources/icons/icon.png', import.meta.url));

export function openWindow(host: Host, programFolder: string): BrowserWindow {
  const place = readPlace(programFolder);
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Clearway',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1416' : '#f5f7f8',
    webPreferences: webPreferences(preload),
  });
  keepPlace(window, programFolder);
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize();
    window.show();
  });
  window.loadURL(startAddress).catch((error: unknown) => {
    host.noteIncident('loading the window', error);
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

export const ownWindow = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0];

export function bringForward(): void {
  const window = ownWindow();
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, ChangedMessage } from '#shared/contract/channels.ts';

contextBridge.exposeInMainWorld('clearway', {
  command: (message) => ipcRenderer.invoke('command', message),
  query: (message) => ipcRenderer.invoke('query', message),
  changed(listener) {
    const pass = (_event: IpcRendererEvent, message: ChangedMessage) => listener(message);
    ipcRenderer.on('changed', pass);
    return () => void ipcRenderer.removeListener('changed', pass);
  },
} satisfies Bridge);

/** What the way out of a dialog is called; beside “Cancel allocation” a plain “Cancel” could mean either. */
export const dismissLabel = (action: string): string => (action.startsWith('Cancel') ? 'Go back' : 'Cancel');

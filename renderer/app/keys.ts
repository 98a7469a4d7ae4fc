/** What a key event tells; a KeyboardEvent fits. */
export type KeyPress = Readonly<{ key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }>;

const bareModifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified']);

/** A press as commands name it: `mod+k`, `mod+shift+l`, `g`, `?`. Nothing for a modifier alone. */
export function chordOf(press: KeyPress, isMac: boolean): string | null {
  if (bareModifiers.has(press.key)) return null;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const foreign = isMac ? press.ctrlKey : press.metaKey;
  if (foreign) return null;
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  // A sign such as ? already says that Shift was held; a letter or a named key does not.
  const shift = press.shiftKey && (mod || press.altKey || /^([a-z]|.{2,})$/.test(key));
  return [mod && 'mod', press.altKey && 'alt', shift && 'shift', key].filter(Boolean).join('+');
}

export const hasModifier = (chord: string): boolean => chord.startsWith('mod+') || chord.startsWith('alt+');

export type Match = Readonly<{ hit: string | null; pending: string }>;

/** Follows sequences such as `g u`. A press that continues nothing begins anew. */
export function matchKeys(pending: string, chord: string, bindings: readonly string[]): Match {
  const sequence = pending ? `${pending} ${chord}` : chord;
  if (bindings.includes(sequence)) return { hit: sequence, pending: '' };
  if (bindings.some((binding) => binding.startsWith(`${sequence} `))) return { hit: null, pending: sequence };
  return pending ? matchKeys('', chord, bindings) : { hit: null, pending: '' };
}

const names: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
  shift: 'Shift',
  alt: 'Alt',
};

/** As it stands on the key caps: one text per press. */
export function keyCaps(keys: string, isMac: boolean): readonly string[] {
  const cap = (part: string) =>
    part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : (names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return keys.split(' ').map((chord) => (chord === '+' ? '+' : chord.split('+').map(cap).join('+')));
}

/** Where a plain letter belongs to what has the focus, not to the window. */
const takesLetters =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"], [role="dialog"], [role="alertdialog"]';

/** Whether a letter is meant for the control that has the focus. A dialog on its way out takes nothing more. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"][data-closed]') === null && target.closest(takesLetters) !== null;

export const isMac: boolean = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

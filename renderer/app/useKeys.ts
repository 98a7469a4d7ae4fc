import { useEffect } from 'react';
import { commandFor, registry } from './commands.ts';
import { chordOf, hasModifier, isMac, isTyping, matchKeys } from './keys.ts';

const SEQUENCE_MS = 1200;

/** Runs the command whose keys were pressed. What a control already answered, and letters that belong to it, are left alone. */
export function useKeys(): void {
  useEffect(() => {
    let pending = '';
    let since = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const chord = chordOf(event, isMac);
      if (chord === null || (isTyping(event.target) && !hasModifier(chord))) return;
      if (event.timeStamp - since > SEQUENCE_MS) pending = '';
      since = event.timeStamp;
      const commands = registry.all();
      const match = matchKeys(
        pending,
        chord,
        commands.flatMap(({ keys }) => keys ?? []),
      );
      pending = match.pending;
      if (match.hit === null) return;
      event.preventDefault();
      commandFor(match.hit, commands)?.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Marks the moment from which a person can work: the first screen stands and answers the keyboard. */
export function markUsable(): void {
  if (performance.getEntriesByName('usable').length === 0) performance.mark('usable');
}

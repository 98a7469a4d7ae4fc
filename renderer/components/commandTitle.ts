const words = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** `access.grantRole` as a person reads it: "Grant role". */
export function commandTitle(name: string): string {
  const plain = words(name.slice(name.indexOf('.') + 1));
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** `fromOn` and `from_on` as a person reads them: "From on". */
export function fieldTitle(name: string): string {
  const plain = words(name.replaceAll('_', ' ')).trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Tab-separated text that spreadsheets take as cells: a tab, quote or line break inside a cell is quoted. */
export function toTsv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => cells.map(tsvCell).join('\t')).join('\n');
}

function tsvCell(text: string): string {
  const safe = /^[=+@]/.test(text) ? `'${text}` : text;
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Cells of pasted text: spreadsheets separate them by tabs, quote the awkward ones, and end with a line break. */
export function fromTsv(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t' || char === '\n') {
      cells.push(cell);
      cell = '';
      if (char === '\n') {
        lines.push(cells);
        cells = [];
      }
    } else cell += char;
  }
  return [...lines, [...cells, cell]];
}

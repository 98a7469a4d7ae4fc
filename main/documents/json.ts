import { toWire } from '#shared/json.ts';
import { ByteParts, type Column, type Heading, type TableWriter } from './table.ts';

/** One JSON document: what it is, then the rows by column key. Amounts are text, dates are the canonical ones of the house. */
export function startJson(heading: Heading, columns: readonly Column[]): TableWriter {
  const parts = new ByteParts();
  const titles = columns.map(({ key, title, kind }) => ({ key, title, kind }));
  parts.addText(`${toWire({ ...heading, columns: titles }).slice(0, -1)},"rows":[`);
  let first = true;
  return {
    add(rows) {
      const texts = rows.map((row) => toWire(Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null]))));
      if (texts.length === 0) return;
      parts.addText(`${first ? '' : ','}\n${texts.join(',\n')}`);
      first = false;
    },
    async finish() {
      parts.addText('\n]}\n');
      return parts.joined();
    },
  };
}

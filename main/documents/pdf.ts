import { PDFDocument, type PDFName, type PDFPage, StandardFonts } from 'pdf-lib';
import { groupThousands } from '#shared/money.ts';
import { PdfText } from './pdfText.ts';
import { type Column, cellText, type Heading, instantText, isNumeric, type Row, type TableWriter } from './table.ts';

const MARGIN = 36;
const SIZE = 8;
const LEADING = 10.5;
const CELL_GAP = 6;
const ROW_GAP = 3.5;
const FOOTER = 34;
const NARROW_COLUMNS = 5;
const LETTER = { short: 612, long: 792 };
const SAMPLE_ROWS = 200;

/** A table on paper: header row on every page, page x of y, and at the foot who made it and when. */
export async function startPdf(heading: Heading, columns: readonly Column[]): Promise<TableWriter> {
  const document = await PDFDocument.create({ updateMetadata: false });
  describe(document, heading);
  const paper = new Paper(document, heading, columns, {
    plain: new PdfText(await document.embedFont(StandardFonts.Helvetica)),
    bold: new PdfText(await document.embedFont(StandardFonts.HelveticaBold)),
  });
  return {
    add: (rows) => paper.add(rows),
    async finish() {
      paper.finish();
      return document.save();
    },
  };
}

function describe(document: PDFDocument, { title, subtitle, preparedBy, at }: Heading): void {
  document.setTitle(title);
  document.setSubject(subtitle);
  document.setAuthor(preparedBy);
  document.setProducer('Clearway');
  document.setCreator('Clearway');
  document.setCreationDate(new Date(at));
  document.setModificationDate(new Date(at));
}

type Fonts = Readonly<{ plain: PdfText; bold: PdfText }>;
type Face = keyof Fonts;
type Sheet = { page: PDFPage; names: Readonly<Record<Face, PDFName>>; content: string[]; y: number };

/** Each page is one compressed text of drawing operators: a long table stays small in memory. */
class Paper {
  readonly #document: PDFDocument;
  readonly #heading: Heading;
  readonly #columns: readonly Column[];
  readonly #fonts: Fonts;
  readonly #size: readonly [number, number];
  readonly #sheets: Sheet[] = [];
  #widths: readonly number[] = [];
  #waiting: Row[] | null = [];
  #rows = 0;

  constructor(document: PDFDocument, heading: Heading, columns: readonly Column[], fonts: Fonts) {
    this.#document = document;
    this.#heading = heading;
    this.#columns = columns;
    this.#fonts = fonts;
    this.#size = columns.length > NARROW_COLUMNS ? [LETTER.long, LETTER.short] : [LETTER.short, LETTER.long];
  }

  add(rows: readonly Row[]): void {
    if (this.#waiting === null) for (const row of rows) this.#addRow(row);
    else {
      this.#waiting.push(...rows);
      if (this.#waiting.length >= SAMPLE_ROWS) this.#begin();
    }
  }

  finish(): void {
    this.#begin();
    if (this.#rows === 0) this.#text('There are no rows.', MARGIN, this.#sheet().y - LEADING, 'plain');
    this.#close();
    const count = this.#sheets.length;
    this.#sheets.forEach((sheet, index) => {
      this.#drawFooter(sheet, index + 1, count);
    });
  }

  /** The first rows decide the widths of the columns. */
  #begin(): void {
    if (this.#waiting === null) return;
    const rows = this.#waiting;
    this.#waiting = null;
    this.#widths = this.#fittedWidths(rows.slice(0, SAMPLE_ROWS));
    this.#newPage();
    for (const row of rows) this.#addRow(row);
  }

  #fittedWidths(rows: readonly Row[]): number[] {
    const { plain, bold } = this.#fonts;
    const room = this.#size[0] - 2 * MARGIN - CELL_GAP * (this.#columns.length - 1);
    const wanted = this.#columns.map(({ title, kind }, index) => {
      const cells = rows.map((row) => plain.widthOf(plain.writable(cellText(row[index] ?? null, kind)), SIZE));
      return Math.max(24, bold.widthOf(bold.writable(title), SIZE), ...cells.map((width) => Math.min(width, room / 3)));
    });
    plain.replaced = 0;
    bold.replaced = 0;
    const total = wanted.reduce((sum, width) => sum + width, 0);
    return wanted.map((width) => (width * room) / total);
  }

  #newPage(): void {
    this.#close();
    const page = this.#document.addPage([...this.#size]);
    const { plain, bold } = this.#fonts;
    const names = {
      plain: page.node.newFontDictionary('Plain', plain.font.ref),
      bold: page.node.newFontDictionary('Bold', bold.font.ref),
    };
    this.#sheets.push({ page, names, content: [], y: this.#size[1] - MARGIN });
    this.#drawHeading(this.#sheets.length === 1);
    this.#drawHeaderRow();
  }

  #drawHeading(isFirst: boolean): void {
    const sheet = this.#sheet();
    const { title, subtitle, house } = this.#heading;
    if (!isFirst) {
      this.#text(`${title} · ${house}`, MARGIN, sheet.y - LEADING, 'plain');
      sheet.y -= LEADING * 2;
      return;
    }
    this.#text(title, MARGIN, sheet.y - 14, 'bold', 14);
    this.#text(house, MARGIN, sheet.y - 28, 'plain', 9);
    sheet.y -= 30;
    for (const line of this.#fonts.plain.wrapped(subtitle, SIZE, this.#size[0] - 2 * MARGIN)) {
      sheet.y -= LEADING;
      this.#text(line, MARGIN, sheet.y, 'plain');
    }
    sheet.y -= LEADING;
  }

  #drawHeaderRow(): void {
    const lines = this.#columns.map(({ title }, index) => this.#fonts.bold.wrapped(title, SIZE, this.#widths[index]!));
    this.#drawCells(lines, 'bold');
    const sheet = this.#sheet();
    sheet.content.push(`0.5 w 0.45 G ${MARGIN} ${sheet.y.toFixed(2)} m ${this.#size[0] - MARGIN} ${sheet.y.toFixed(2)} l S`);
  }

  #addRow(row: Row): void {
    const most = Math.floor((this.#size[1] - 2 * MARGIN - FOOTER - 120) / LEADING);
    const lines = this.#columns.map(({ kind }, index) => {
      const wrapped = this.#fonts.plain.wrapped(cellText(row[index] ?? null, kind), SIZE, this.#widths[index]!);
      return wrapped.length <= most ? wrapped : [...wrapped.slice(0, most - 1), '… (cut: the CSV export holds the whole text)'];
    });
    const height = Math.max(...lines.map(({ length }) => length)) * LEADING + ROW_GAP;
    if (this.#sheet().y - height < MARGIN + FOOTER) this.#newPage();
    this.#drawCells(lines, 'plain');
    this.#rows += 1;
  }

  #drawCells(lines: readonly (readonly string[])[], face: Face): void {
    const sheet = this.#sheet();
    const font = this.#fonts[face];
    let x = MARGIN;
    lines.forEach((cell, index) => {
      const width = this.#widths[index]!;
      const rightAligned = isNumeric(this.#columns[index]!.kind);
      cell.forEach((line, place) => {
        const left = rightAligned ? x + width - font.widthOf(line, SIZE) : x;
        if (line !== '') this.#text(line, left, sheet.y - LEADING * (place + 1), face);
      });
      x += width + CELL_GAP;
    });
    sheet.y -= Math.max(...lines.map(({ length }) => length)) * LEADING + ROW_GAP;
  }

  #drawFooter(sheet: Sheet, number: number, count: number): void {
    const { preparedBy, at } = this.#heading;
    const { plain } = this.#fonts;
    const rows = `${groupThousands(String(this.#rows))} ${this.#rows === 1 ? 'row' : 'rows'}`;
    const place = `Page ${number} of ${count}`;
    const width = plain.widthOf(place, SIZE);
    const left = `Prepared by ${preparedBy}, ${instantText(at)} · ${rows}`;
    this.#text(left, MARGIN, MARGIN + 4, 'plain', SIZE, sheet);
    this.#text(place, this.#size[0] - MARGIN - width, MARGIN + 4, 'plain', SIZE, sheet);
    if (this.#replaced > 0) this.#text(REPLACED, MARGIN, MARGIN - 8, 'plain', 7, sheet);
    this.#write(sheet);
  }

  get #replaced(): number {
    return this.#fonts.plain.replaced + this.#fonts.bold.replaced;
  }

  #text(text: string, x: number, y: number, face: Face, size = SIZE, sheet = this.#sheet()): void {
    const font = this.#fonts[face];
    const encoded = font.encoded(font.writable(text));
    sheet.content.push(`BT ${sheet.names[face].toString()} ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td ${encoded} Tj ET`);
  }

  #sheet(): Sheet {
    return this.#sheets.at(-1)!;
  }

  #close(): void {
    const sheet = this.#sheets.at(-1);
    if (sheet) this.#write(sheet);
  }

  #write(sheet: Sheet): void {
    const { context } = this.#document;
    sheet.page.node.addContentStream(context.register(context.flateStream(sheet.content.splice(0).join('\n'))));
  }
}

const REPLACED =
  'Letters this PDF cannot write are simplified or shown as “?”. The CSV, Excel and JSON exports hold them exactly as they are.';

import { type PDFFont, PDFHexString } from 'pdf-lib';

/** Latin letters that do not come apart into a plain letter and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ħ: 'H', ħ: 'h', ı: 'i', Ŧ: 'T', ŧ: 't', Ŋ: 'N', ŋ: 'n', ĸ: 'k' },
  ...{ '\u00A0': ' ', '\u202F': ' ', '\u2009': ' ', '\u2011': '-', '\u2212': '-', '\t': ' ', '→': '>', '≥': '>=', '≤': '<=' },
};

/** The fonts every PDF reader has write Western European letters only. What they lack is simplified or shown as "?", and counted. */
export class PdfText {
  readonly font: PDFFont;
  readonly #known: ReadonlySet<number>;
  readonly #widths = new Map<string, number>();
  replaced = 0;

  constructor(font: PDFFont) {
    this.font = font;
    this.#known = new Set(font.getCharacterSet());
  }

  writable(text: string): string {
    let out = '';
    for (const character of text) out += this.#known.has(character.codePointAt(0)!) ? character : this.#nearest(character);
    return out;
  }

  #nearest(character: string): string {
    const plain = plainLetters[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
    if (character === '\t' || character === '\u00A0') return plain;
    if (/^\p{M}$|^\p{Cc}$/u.test(character)) return '';
    this.replaced += 1;
    return plain !== '' && [...plain].every((each) => this.#known.has(each.codePointAt(0)!)) ? plain : '?';
  }

  widthOf(text: string, size: number): number {
    let width = 0;
    for (const character of text) width += this.#widthOf(character);
    return width * size;
  }

  #widthOf(character: string): number {
    const known = this.#widths.get(character);
    if (known !== undefined) return known;
    const width = this.font.widthOfTextAtSize(character, 1);
    this.#widths.set(character, width);
    return width;
  }

  encoded(text: string): string {
    return text === '' ? PDFHexString.of('').toString() : this.font.encodeText(text).toString();
  }

  /** Lines no wider than `room`, broken between words where possible and inside a word where not. */
  wrapped(text: string, size: number, room: number): string[] {
    return text.split(/\r\n|\r|\n/).flatMap((line) => this.#wrapLine(this.writable(line), size, room));
  }

  #wrapLine(text: string, size: number, room: number): string[] {
    if (this.widthOf(text, size) <= room) return [text];
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.widthOf(longer, size) <= room) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = this.#pieces(word, size, room);
      line = pieces.pop() ?? '';
      lines.push(...pieces);
    }
    return [...lines, line];
  }

  #pieces(word: string, size: number, room: number): string[] {
    const pieces: string[] = [];
    let piece = '';
    let width = 0;
    for (const character of word) {
      const wider = width + this.#widthOf(character) * size;
      if (piece !== '' && wider > room) {
        pieces.push(piece);
        [piece, width] = ['', 0];
      }
      piece += character;
      width += this.#widthOf(character) * size;
    }
    return [...pieces, piece];
  }
}

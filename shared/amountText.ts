import { isCurrency } from './currencies.ts';

/** Reads amounts the way people write them, exactly: no float is made on the way. */

export type DecimalMark = '.' | ',';
export type AmountText = Readonly<{ ok: true; minor: bigint } | { ok: false; reason: string }>;
export type PercentText = Readonly<{ ok: true; percent: string } | { ok: false; reason: string }>;

export type AmountOptions = Readonly<{
  digits: number;
  /** The currency of the field: text that names another one is refused, never taken for this one. */
  currency?: string | undefined;
  /** What the fraction mark is, where it is known; otherwise each text must be clear by itself. */
  decimalMark?: DecimalMark | undefined;
  /** What `%` is a percentage of, in minor units. Without it, a percentage is refused. */
  percentOf?: bigint | undefined;
}>;

type Read = Readonly<{ negative: boolean; whole: string; fraction: string; power: number; percent: boolean; named: string | null }>;
type ReadResult = Readonly<{ ok: true; value: Read } | { ok: false; reason: string }>;

const POWERS: Readonly<Record<string, number>> = { k: 3, t: 3, m: 6, mn: 6, mm: 6, mio: 6, b: 9, bn: 9 };
const SPACES = /[\s\u00a0\u2007\u2009\u202f']/g;
const SHAPE = /^([A-Z]{3}|[$€£¥₣])?([\d.,]+)(k|t|mn|mm|mio|m|bn|b)?(%)?([A-Z]{3}|[$€£¥₣])?$/i;
/** Signs that stand for one currency; the others belong to several. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '₣': 'CHF' };
const LONGEST = 60;

const no = (reason: string) => ({ ok: false, reason }) as const;

/** `(1,234.50)`, `1.234,50`, `12.5m`, `-3`, `USD 10`, `2.5%`: exact minor units, or why not. */
export function parseAmount(text: string, { digits, currency, decimalMark, percentOf }: AmountOptions): AmountText {
  const read = readNumber(text, digits, decimalMark);
  if (!read.ok) return read;
  const { negative, whole, fraction, power, percent, named } = read.value;
  if (currency !== undefined && named !== null && named !== currency)
    return no(`“${text.trim()}” is in ${named}; this amount is in ${currency}.`);
  if (percent) {
    if (percentOf === undefined) return no(`“${text.trim()}” is a percentage; this column takes amounts.`);
    return { ok: true, minor: shareOf(percentOf, read.value) };
  }
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > power + digits) return no(tooFine(text, digits));
  const minor = BigInt(whole + kept.padEnd(power + digits, '0'));
  return { ok: true, minor: negative ? -minor : minor };
}

/** `12.5%`, `12,5` or `12.5`: the percentage as canonical decimal text (`12.5`). */
export function parsePercent(text: string, decimalMark?: DecimalMark): PercentText {
  const read = readNumber(text, 12, decimalMark ?? loneMark(text));
  if (!read.ok) return read;
  const { negative, whole, fraction, power } = read.value;
  if (power > 0) return no(`“${text.trim()}” has a size letter; write a percentage such as 12.5.`);
  const kept = fraction.replace(/0+$/, '');
  const percent = kept === '' ? whole : `${whole}.${kept}`;
  return { ok: true, percent: negative && percent !== '0' ? `-${percent}` : percent };
}

/** Which fraction mark a block of pasted cells uses: a cell that is clear by itself decides for the ones that are not. */
export function detectDecimalMark(texts: readonly string[]): DecimalMark | undefined {
  const marks = new Set(texts.map(clearMark).filter((mark) => mark !== undefined));
  return marks.size === 1 ? [...marks][0] : undefined;
}

function readNumber(text: string, digits: number, decimalMark: DecimalMark | undefined): ReadResult {
  const shown = text.trim();
  if (shown === '') return no('There is no amount here.');
  if (shown.length > LONGEST) return no('This is too long to be an amount.');
  const { negative, body } = signOf(shown.replace(SPACES, ''));
  const match = SHAPE.exec(body);
  if (!match) return no(`“${shown}” is not an amount. Write it like 1,234.50 or (1,234.50).`);
  const [, before, number = '', letter, percent, after] = match;
  const names = [before, after].flatMap((name) => (name === undefined ? [] : [SIGNS[name] ?? name.toUpperCase()]));
  const [named = null] = names.filter((name) => /^[A-Z]{3}$/.test(name));
  if (names.some((name) => /^[A-Z]{3}$/.test(name) && !isCurrency(name)) || (names.length === 2 && names[0] !== names[1]))
    return no(`“${shown}” is not an amount. Write it like 1,234.50 or (1,234.50).`);
  const split = splitNumber(number, digits, letter !== undefined || percent !== undefined, decimalMark);
  if (!split.ok) return no(split.reason.replace('{text}', shown));
  const power = letter ? (POWERS[letter.toLowerCase()] ?? 0) : 0;
  return { ok: true, value: { negative, ...split.value, power, percent: percent !== undefined, named } };
}

function signOf(text: string): { negative: boolean; body: string } {
  const plain = text.replace(/[\u2212\u2013]/g, '-');
  const inParens = /^\((.*)\)$/.exec(plain) ?? /^([A-Z]{3}|[$€£¥₣])\((.*)\)$/i.exec(plain);
  if (inParens) return { negative: true, body: inParens[2] ?? inParens[1] ?? '' };
  const signed = /^([A-Z]{3}|[$€£¥₣])?([-+])(.*)$/i.exec(plain);
  if (signed) return { negative: signed[2] === '-', body: `${signed[1] ?? ''}${signed[3] ?? ''}` };
  const trailing = /^(.*)-$/.exec(plain);
  return trailing ? { negative: true, body: trailing[1] ?? '' } : { negative: false, body: plain };
}

type Split = Readonly<{ ok: true; value: { whole: string; fraction: string } } | { ok: false; reason: string }>;

function splitNumber(number: string, digits: number, scaled: boolean, decimalMark: DecimalMark | undefined): Split {
  const mark = decimalMark ?? clearMark(number) ?? (scaled || digits >= 3 ? loneMark(number) : undefined);
  if (mark === undefined && /[.,]/.test(number)) {
    // Thousands, because a fraction of three digits would be too fine; where it would not be, nobody can tell.
    if (!scaled && digits < 3 && /^\d{1,3}(,\d{3})+$/.test(number)) return joined(number, '');
    return no('“{text}” can be read two ways. Write 1234.50 or 1,234.50.');
  }
  const [whole = '', fraction, ...more] = mark ? number.split(mark) : [number];
  if (more.length > 0 || (fraction !== undefined && /[.,]/.test(fraction))) return no('“{text}” has more than one fraction mark.');
  const groupMark = mark === ',' ? '.' : ',';
  if (whole.includes(groupMark) && !wellGrouped(whole, groupMark))
    return no('“{text}” is grouped oddly. Check for a missing or extra digit.');
  if (whole === '' && !fraction) return no('“{text}” has no digits.');
  return joined(whole, fraction ?? '');
}

function joined(whole: string, fraction: string): Split {
  return { ok: true, value: { whole: whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0', fraction } };
}

/** Thousands by three, or the Indian lakh grouping by two with a last three. */
function wellGrouped(whole: string, mark: string): boolean {
  const groups = whole.split(mark);
  const last = groups.at(-1) ?? '';
  const middle = groups.slice(1, -1);
  const first = groups[0] ?? '';
  if (last.length !== 3 || first.length === 0 || first.length > 3) return false;
  return middle.every((group) => group.length === 3) || middle.every((group) => group.length === 2);
}

/** The fraction mark when the text leaves no doubt: both marks present, a repeated mark, or not three digits after a single one. */
function clearMark(text: string): DecimalMark | undefined {
  const number = text.replace(SPACES, '').replace(/[^\d.,]/g, '');
  const dot = number.lastIndexOf('.');
  const comma = number.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  const only = dot >= 0 ? '.' : comma >= 0 ? ',' : undefined;
  if (!only) return undefined;
  if (number.split(only).length > 2) return only === '.' ? ',' : '.';
  return /^\d{1,3}[.,]\d{3}$/.test(number) && !number.startsWith('0') ? undefined : only;
}

function loneMark(text: string): DecimalMark | undefined {
  const clear = clearMark(text);
  if (clear) return clear;
  return text.includes('.') ? '.' : undefined;
}

/** Half a unit goes away from zero, as in the amounts people check by hand. */
function shareOf(base: bigint, { negative, whole, fraction, power }: Read): bigint {
  const scale = 10n ** BigInt(fraction.length) * 100n;
  const rate = BigInt(whole + fraction) * 10n ** BigInt(power) * (negative ? -1n : 1n);
  const product = base * rate;
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude * 2n + scale) / (scale * 2n);
  return product < 0n ? -rounded : rounded;
}

function tooFine(text: string, digits: number): string {
  if (digits === 0) return `“${text.trim()}” has a fraction; this currency has none.`;
  return `“${text.trim()}” is finer than this currency, which has ${digits} decimal places.`;
}

/** How long an IBAN of each country is (ISO 13616 registry). */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 ' +
  'GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 ' +
  'MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 ' +
  'VA22 VG24 XK20 YE30';
const ibanLengths: ReadonlyMap<string, number> = new Map(LENGTHS.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]));

/** Without spaces and in capitals, as banks write it on the wire. */
export const compact = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

export const ibanLengthOf = (country: string): number | undefined => ibanLengths.get(country);

/** What is wrong with a compact IBAN, or nothing. */
export function ibanFault(iban: string): string | undefined {
  const length = ibanLengths.get(iban.slice(0, 2));
  if (length === undefined) return `no country with IBANs begins with ${iban.slice(0, 2) || 'nothing'}`;
  if (iban.length !== length) return `an IBAN of ${iban.slice(0, 2)} has ${length} characters, this has ${iban.length}`;
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'an IBAN is two letters, two check digits, then letters and digits';
  return remainderOf(iban.slice(4) + iban.slice(0, 4)) === 1 ? undefined : 'the check digits do not agree with the number';
}

/** Modulo 97 with A = 10 … Z = 35. */
function remainderOf(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const ROUTING_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** What is wrong with an ABA routing number, or nothing. */
export function routingFault(routing: string): string | undefined {
  if (!/^\d{9}$/.test(routing)) return 'a routing number has nine digits';
  const prefix = Number(routing.slice(0, 2));
  const assigned = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80;
  if (!assigned) return `no routing number begins with ${routing.slice(0, 2)}`;
  const sum = ROUTING_WEIGHTS.reduce((running, weight, index) => running + weight * Number(routing[index]), 0);
  return sum > 0 && sum % 10 === 0 ? undefined : 'the check digit does not agree with the number';
}

/** What is wrong with a BIC of a bank in this country, or nothing. */
export function bicFault(bic: string, country: string): string | undefined {
  if (!/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) return 'a BIC has eight or eleven characters such as UBSWCHZH80A';
  return bic.slice(4, 6) === country ? undefined : `this BIC is of a bank in ${bic.slice(4, 6)}, not ${country}`;
}

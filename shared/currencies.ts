/** Which currencies exist and how many digits each owns (ISO 4217, list of 2024-06-25). Nothing else in the code knows a 100. */
const CODES_BY_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
    'CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ' +
    'ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN ' +
    'SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

export type Currency = string & { readonly __brand: 'Currency' };

const digitsByCode: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)] as const)),
);

export const currencyCodes: readonly string[] = [...digitsByCode.keys()].sort();

/** Tokens of a fund or project carry their digits in their code: `TKN8:` and a short name. */
const TOKEN = /^TKN([0-8]):[A-Z0-9]{2,12}$/;

export const isCurrency = (code: string): code is Currency => digitsByCode.has(code) || TOKEN.test(code);

export function currency(code: string): Currency {
  if (!isCurrency(code)) throw new RangeError(`${code} is not a currency`);
  return code;
}

export function digitsOf(code: Currency): number {
  const known = digitsByCode.get(code);
  if (known !== undefined) return known;
  const token = TOKEN.exec(code);
  if (!token) throw new RangeError(`${code} is not a currency`);
  return Number(token[1]);
}

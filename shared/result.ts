/** What any transport can carry in a refusal's detail. */
export type DetailValue = string | number | boolean | null | readonly DetailValue[] | { readonly [key: string]: DetailValue };
export type Detail = Readonly<Record<string, DetailValue>>;

export type Refusal<Code extends string = string> = Readonly<{ code: Code; detail: Detail }>;
export type Done<Value> = Readonly<{ ok: true; value: Value }>;
export type Refused<Code extends string = string> = Readonly<{ ok: false; error: Refusal<Code> }>;
export type Result<Value, Code extends string = string> = Done<Value> | Refused<Code>;

export const done = <Value>(value: Value): Done<Value> => ({ ok: true, value });

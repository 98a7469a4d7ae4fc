import { expect, test } from 'vitest';
import { z } from 'zod';
import { contractAsJson, jsonSchemaOf } from '#shared/contract/jsonSchema.ts';
import { CurrencyCode, Day, MoneyAmount, uuid } from '#shared/contract/schemas.ts';

test.each(['input', 'output'] as const)('an amount is text of digits in every %s', (io) => {
  const schema = jsonSchemaOf(z.strictObject({ total: MoneyAmount }), io) as { $defs: { Minor: object } };
  expect(schema.$defs.Minor).toMatchObject({ type: 'string', pattern: '^-?[0-9]{1,19}$' });
  expect(JSON.stringify(schema)).not.toMatch(/"(integer|bigint|minimum|maximum)"/);
});

test.each(['input', 'output'] as const)('what a transform only brands stays text in every %s', (io) => {
  const schema = jsonSchemaOf(z.strictObject({ id: uuid(), on: Day, currency: CurrencyCode }), io);
  const text = JSON.stringify(schema);
  expect(text.match(/"type":"string"/g)).toHaveLength(3);
});

test('the whole contract is plain JSON', () => {
  const contract = contractAsJson();
  expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
});

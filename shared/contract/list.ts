import { z } from 'zod';

/** The one list contract: a keyset page, whitelisted sort and filters, totals on request, and the same definition for export. */
export const LARGEST_PAGE = 500;

type Columns = readonly [string, ...string[]];

export function listInput<const Sort extends Columns, Filter extends z.ZodRawShape>(sortable: Sort, filter: Filter) {
  return z.strictObject({
    sort: z.strictObject({ by: z.enum(sortable), descending: z.boolean() }).optional(),
    filter: z.strictObject(filter).partial().optional(),
    after: z.string().max(2000).optional(),
    limit: z.int().min(1).max(LARGEST_PAGE).optional(),
    totals: z.boolean().optional(),
  });
}

export function listOutput<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ rows: z.array(row), next: z.string().nullable(), total: z.int().nullable() });
}

export type ListRequest = Readonly<{
  sort?: Readonly<{ by: string; descending: boolean }> | undefined;
  filter?: Readonly<Record<string, unknown>> | undefined;
  after?: string | undefined;
  limit?: number | undefined;
  totals?: boolean | undefined;
}>;

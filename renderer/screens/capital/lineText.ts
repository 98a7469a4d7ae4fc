import type { QueryOutput } from '#shared/contract/index.ts';

export type LineListed = QueryOutput<'line.list'>['rows'][number];
export type LineHome = QueryOutput<'line.home'>;
export type LineMovement = LineHome['movements'][number];
export type LineTerm = LineHome['terms'][number];

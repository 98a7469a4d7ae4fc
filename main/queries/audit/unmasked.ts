import type { ReadDb } from '#db/handles.ts';
import { readGrant } from '#db/tables/audit.ts';
import { readAccount as readFundAccount } from '#db/tables/funds.ts';
import { readFundTaxIds } from '#db/tables/fundTaxIds.ts';
import { readTaxProfile } from '#db/tables/investorRecords.ts';
import { readAccount } from '#db/tables/payees.ts';
import { readWorkspace } from '#db/tables/workspace.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { QueryHandler } from '../handler.ts';

/** Where each masked field lives: one reader per entity and field named in `maskedFields`. */
const readers: Readonly<Record<string, (db: ReadDb, id: string) => string | null>> = {
  'bankAccount.accountNumber': (db, id) => readAccount(db, id)?.accountNumber ?? null,
  'bankAccount.routing': (db, id) => readAccount(db, id)?.routing ?? null,
  'bankAccount.bic': (db, id) => readAccount(db, id)?.bic ?? null,
  'taxProfile.tin': (db, id) => readTaxProfile(db, id)?.tin ?? null,
  'fundBankAccount.accountNumber': (db, id) => readFundAccount(db, id)?.accountNumber ?? null,
  'fundBankAccount.routingNumber': (db, id) => readFundAccount(db, id)?.routingNumber ?? null,
  'fundBankAccount.bic': (db, id) => readFundAccount(db, id)?.bic ?? null,
  'fund.taxId': (db, id) => readFundTaxIds(db, id).at(-1)?.taxId ?? null,
  'house.taxId': (db) => readWorkspace(db)?.taxId ?? null,
};

export const unmasked: QueryHandler<'audit.unmasked'> = ({ db, now, userId }, { grantId }) => {
  const grant = readGrant(db, grantId);
  const reader = grant && readers[`${grant.entity}.${grant.field}`];
  if (!grant || grant.expiresAt === null || !reader) return refuse('notFound', { what: 'grant', id: grantId });
  if (grant.userId !== userId) return refuse('grantOfAnother', { id: grantId });
  if (grant.expiresAt <= now) return refuse('grantExpired', { at: grant.expiresAt });
  return { value: reader(db, grant.entityId), expiresAt: grant.expiresAt };
};

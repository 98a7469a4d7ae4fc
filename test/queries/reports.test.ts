import { expect, test } from 'vitest';
import { insertSecurityEvent } from '#db/operational.ts';
import { inTransaction } from '#db/transaction.ts';
import { house } from '#test/kit/house.ts';

test('a compliance report leaves nothing out, however much there is', () => {
  using firm = house();
  const events = 5_003;
  inTransaction(firm.db, () => {
    for (let index = 0; index < events; index += 1)
      insertSecurityEvent(firm.db, {
        id: firm.id(),
        kind: 'oddHours',
        occurredAt: firm.now,
        userId: firm.owner,
        who: 'Olivia Owner',
        device: 'test-device',
        detail: `event ${index}`,
        mustClose: false,
      });
    return { keep: true, value: undefined };
  });
  const { rows } = firm.answer('audit.report', { kind: 'thresholdBreaches', from: '2026-03-01', until: '2026-03-31' });
  expect(rows).toHaveLength(events);
});

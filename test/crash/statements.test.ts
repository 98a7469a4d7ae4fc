import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCommand } from '#db/tables/commandLog.ts';
import type { Call } from '#main/commands/handler.ts';
import type { UserId } from '#shared/ids.ts';
import { House, house } from '../kit/house.ts';
import { type Bundle, bundledChild } from './children.ts';
import { callIn, expectKept, expectReplaysEqual, expectSame, expectSound, place, reopened, retry, settle } from './judge.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundledChild();
});
afterAll(() => bundle[Symbol.dispose]());

/** A firm and the command during which it is killed; what came before it in the same process was acknowledged. */
type Scenario = Readonly<{ firm: House; before: readonly Call[]; call: Call }>;

const wholeHouse = { kind: 'house', id: null } as const;
const preferences = (firm: House) => callIn(firm, 'access.setPreferences', { preferences: { density: 'dense' } });

function proposed(firm: House): Readonly<{ valueId: string; contentHash: string }> {
  const valueId = firm.id();
  const { contentHash } = firm.done('settings.propose', {
    valueId,
    rule: 'audit.dormantDays',
    scope: wholeHouse,
    value: 90,
    effectiveOn: '2026-06-01',
    reason: 'Fewer reminders.',
  });
  return { valueId, contentHash };
}

const scenarios: Readonly<Record<string, () => Scenario>> = {
  'access.createWorkspace'() {
    const firm = new House();
    const owner = { userId: firm.owner, login: 'olivia', name: 'Olivia Owner' };
    const input = { workspaceId: firm.id(), house: 'Harbour & Vale', profile: 'live', timeZone: 'UTC', currency: 'USD', owner } as const;
    return { firm, before: [], call: callIn(firm, 'access.createWorkspace', input) };
  },
  'access.addUser'() {
    const firm = house();
    const roles = [
      { role: 'viewer' as const, scope: wholeHouse },
      { role: 'auditor' as const, scope: wholeHouse, untilOn: '2026-05-01' },
    ];
    const input = { userId: firm.id() as UserId, login: 'ben', name: 'Ben Tester', roles };
    return { firm, before: [preferences(firm)], call: callIn(firm, 'access.addUser', input) };
  },
  'settings.propose'() {
    const firm = house();
    const content = { rule: 'audit.dormantDays', scope: wholeHouse, value: 90, effectiveOn: '2026-06-01', reason: 'Fewer.' } as const;
    return { firm, before: [preferences(firm)], call: callIn(firm, 'settings.propose', { valueId: firm.id(), ...content }) };
  },
  'settings.approve'() {
    const firm = house();
    const ben = firm.addUser('ben', 'owner');
    const proposal = proposed(firm);
    return { firm, before: [preferences(firm)], call: callIn(firm, 'settings.approve', proposal, ben) };
  },
  'audit.noteViews'() {
    const firm = house();
    const views = [1, 2, 3].map((number) => ({ entity: 'investor', entityId: `investor-${number}`, hour: '2026-03-02T09' }));
    return { firm, before: [preferences(firm)], call: callIn(firm, 'audit.noteViews', { views }) };
  },
};

const AT_ONCE = 2;

test.each(Object.keys(scenarios))(
  'killed before every single statement of %s, nothing acknowledged is lost and nothing is half-written',
  async (name) => {
    const { firm, before, call } = scenarios[name]!();
    using here = place();
    settle(firm.db);
    const image = readFileSync(firm.file);
    using whole = reopened(here.copy(image));
    for (const each of before) retry(whole, each);
    const answer = retry(whole, call);
    let isCommitted = 0;
    let hasEnded = false;

    const killedBefore = async (dieBefore: number): Promise<void> => {
      const file = here.copy(image);
      const child = bundle.start({ file, calls: [...before, call], dieBefore });
      const { signal, complaints } = await child.ended;
      expect(complaints).toBe('');
      hasEnded ||= signal === null;
      using db = reopened(file);
      expect(child.acknowledged.length).toBe(before.length + (signal === null ? 1 : 0));
      expectKept(db, child.acknowledged);
      expectSound(db);
      if (signal !== null && findCommand(db, call.id)) isCommitted += 1;
      expect(retry(db, call)).toEqual(answer);
      expectSame(db, whole);
    };
    let next = 1;
    for (; !hasEnded; next += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, ahead) => killedBefore(next + ahead)));

    expect(next - 1).toBeGreaterThan(10);
    expect(isCommitted, 'killed once between the commit and the reply').toBe(1);
    expectReplaysEqual(whole);
    firm.leaveUnchecked();
    firm[Symbol.dispose]();
  },
  120_000,
);

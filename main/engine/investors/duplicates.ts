import { emailKey, nameKey } from './nameKey.ts';

export const duplicateReasons = ['name', 'email', 'tin'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** What is compared: taxpayer ids arrive as hashes, so the rule never sees one. */
export type Candidate = Readonly<{ id: string; name: string; emails: readonly string[]; tinHashes: readonly string[] }>;
export type DuplicateGroup = Readonly<{ ids: readonly string[]; reasons: readonly DuplicateReason[] }>;

const keysOf = ({ name, emails, tinHashes }: Candidate): readonly Readonly<{ reason: DuplicateReason; key: string }>[] => [
  { reason: 'name', key: nameKey(name) },
  ...emails.map((email) => ({ reason: 'email' as const, key: emailKey(email) })),
  ...tinHashes.map((key) => ({ reason: 'tin' as const, key })),
];

/**
 * Groups of investors that may be one: any two that share a name, an e-mail address or a taxpayer id are in the same group.
 * The order of the candidates does not matter; every group has at least two members and says what they share.
 */
export function findDuplicates(candidates: readonly Candidate[]): DuplicateGroup[] {
  const parents = new Map(candidates.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parents.get(root) !== root) root = parents.get(root)!;
    parents.set(id, root);
    return root;
  };
  const holders = new Map<string, string>();
  const links: { id: string; reason: DuplicateReason }[] = [];
  for (const candidate of candidates)
    for (const { reason, key } of keysOf(candidate)) {
      const holder = holders.get(`${reason} ${key}`);
      if (holder === undefined) holders.set(`${reason} ${key}`, candidate.id);
      else if (holder !== candidate.id) {
        links.push({ id: candidate.id, reason });
        const [first = '', second = first] = [rootOf(holder), rootOf(candidate.id)].sort();
        parents.set(second, first);
      }
    }
  const groups = Map.groupBy(
    candidates.map(({ id }) => id),
    rootOf,
  );
  const reasons = Map.groupBy(links, ({ id }) => rootOf(id));
  return [...groups]
    .filter(([, ids]) => ids.length > 1)
    .map(([root, ids]) => ({
      ids: ids.toSorted(),
      reasons: duplicateReasons.filter((reason) => reasons.get(root)?.some((link) => link.reason === reason)),
    }))
    .sort((left, right) => (left.ids[0]! < right.ids[0]! ? -1 : 1));
}

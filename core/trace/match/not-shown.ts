/**
 * Documents of a trade of which only links speak: nobody has shown them, or what they stated is gone. They state nothing that
 * could be compared, and they are there: a rule that looks at their role cannot pass.
 */
import type { Role } from './roles.ts';
import type { Rule } from './rules.ts';

/** A document that is named and not shown. */
export interface NotShown {
  /** What the link says that it is. */
  readonly role: Role;
  /** Hash of its record's leaf, hex; the id of a record that has none. */
  readonly record: string;
}

/** Rules whose answer another document can turn round: a contract more, and the invoices are within the contracts. */
const NEED_ALL: ReadonlySet<Rule['is']> = new Set(['at-most', 'equal', 'same-quantity', 'not-before', 'not-after']);

function rolesOf(rule: Rule): readonly Role[] {
  if ('roles' in rule) return rule.roles;
  if ('of' in rule) return [rule.left.role, rule.of];
  return [rule.left, rule.right].flat().map((place) => (typeof place === 'string' ? place : place.role));
}

/** Those that a rule would have needed, and whether it can find a difference without them. */
export function neededBy(rule: Rule, notShown: readonly NotShown[]) {
  const roles = rolesOf(rule);
  const needed = notShown.filter(({ role }) => roles.includes(role));
  return { needed, mayDiffer: needed.length === 0 || !NEED_ALL.has(rule.is) };
}

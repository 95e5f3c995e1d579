/** What documents are by what they say of themselves, and what a match says in both languages. */
import { describe, expect, it } from 'vitest';
import type { AnyFacts } from '../../../../core/records/facts.ts';
import { type Role, roleOf } from '../../../../core/trace/match/roles.ts';
import { RULE_NAMES, RULE_SET_NAMES, RULE_SETS } from '../../../../core/trace/match/rules.ts';
import { matchWordsFor } from '../../../../core/words/match.ts';

describe('roles and words', () => {
  it.each<[string, AnyFacts, Role | null]>([
    ['delivery', {}, 'delivery'],
    ['warehouse-receipt', {}, 'receipt'],
    ['payment', {}, 'payment'],
    ['document', { kind: 'contract' }, 'contract'],
    ['document', { kind: '采购订单' }, 'order'],
    ['document', { kind: 'Purchase order' }, 'order'],
    ['document', { kind: 'receipt' }, null],
    ['document', {}, null],
  ])('a %s with %o is %s', (kind, facts, role) => expect(roleOf(kind, facts)).toBe(role));

  it('say every rule, and each rule belongs to a set', () => {
    const used = new Set(RULE_SET_NAMES.flatMap((set) => RULE_SETS[set].rules.map(({ name }) => name)));
    expect([...used].toSorted()).toEqual([...RULE_NAMES].toSorted());
    for (const language of ['zh', 'en'] as const) {
      const words = matchWordsFor(language);
      expect(new Set(RULE_NAMES.map((name) => words.rules[name])).size).toBe(RULE_NAMES.length);
      expect(words.by({ amount: '-0.5', unit: '吨' })).toBe(language === 'zh' ? '少 0.5 吨' : '0.5 吨 too little');
      expect(words.by({ amount: '1', unit: 'days' })).toBe(language === 'zh' ? '晚 1 天' : '1 day too late');
      expect(words.lack({ role: 'invoice', record: 'x', fact: 'seller' }, 'RE-1')).toContain('RE-1');
    }
  });
});

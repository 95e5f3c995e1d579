/** What recipients of a sort see. */
import { describe, expect, it } from 'vitest';
import { PRESET_NAMES, shownBy, withheldBut, withheldFor } from '../../core/handover/presets.ts';
import { isWithheldOfAny, withheldOfRecord } from '../../core/handover/withhold.ts';
import { allFactNames, RECORD_KINDS } from '../../core/records/index.ts';
import { LOT } from '../kinds/lot/kind.ts';

describe('a preset', () => {
  it.each<readonly [(typeof PRESET_NAMES)[number], readonly string[]]>([
    ['bank', ['operator', 'obtained', 'note']],
    ['auditor', ['holderId']],
    ['court', ['note']],
    ['counterparty', ['holderId', 'operator', 'obtained', 'note', 'links', 'keeperId', 'receivable', 'goodsTitle']],
  ])('for a %s leaves out of all that there is', (name, withheld) => {
    expect([...(withheldFor(name, []) ?? [])].sort()).toEqual([...withheld].sort());
  });

  it('shows only names that there are, and a name means the same in every kind', () => {
    for (const name of PRESET_NAMES)
      for (const fact of shownBy(name)) expect(allFactNames(), `${name}: ${fact}`).toContain(fact);
  });

  it('withholds the facts of kinds that come later', () => {
    const own = LOT.names.filter((name) => !allFactNames().includes(name));
    expect(own.length).toBeGreaterThan(0);
    for (const name of PRESET_NAMES)
      expect(withheldFor(name, [], [...RECORD_KINDS, LOT])).toEqual(expect.arrayContaining(own));
  });

  it('that a clerk has saved comes before ours of the same name', () => {
    const own = [{ name: 'bank', shown: ['number', 'gone'] }];
    expect(withheldFor('bank', own)).toEqual(allFactNames().filter((name) => name !== 'number'));
    expect(withheldFor('court', own)).toEqual(withheldBut(shownBy('court')));
    expect(withheldFor('nobody', own)).toBeNull();
    expect(withheldFor('constructor', [])).toBeNull();
  });
});

describe('what the certificates of a selection withhold', () => {
  const apart = { names: ['note'], records: { b: ['note', 'parties:2'] } };
  it('is the same of each, but for those that were decided apart', () => {
    expect(withheldOfRecord(['note'], 'a')).toEqual(['note']);
    expect(withheldOfRecord(apart, 'a')).toEqual(['note']);
    expect(withheldOfRecord(apart, 'b')).toEqual(['note', 'parties:2']);
    expect(withheldOfRecord({ names: ['note'], records: {} }, 'constructor')).toEqual(['note']);
  });

  it('is withheld of one of them where one of them withholds it', () => {
    expect(isWithheldOfAny(apart, ['a'], 'parties:2')).toBe(false);
    expect(isWithheldOfAny(apart, ['a', 'b'], 'parties:2')).toBe(true);
  });
});

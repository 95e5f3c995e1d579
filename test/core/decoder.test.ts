/** The decoder of untrusted values: strict about fields, bounded everywhere, and it says where something is wrong. */
import { describe, expect, it } from 'vitest';
import {
  accepts,
  anyJson,
  boolean,
  checked,
  type Decoder,
  dictionary,
  integer,
  list,
  literal,
  loose,
  mapped,
  nullable,
  object,
  oneOf,
  orElse,
  readOrNull,
  tagged,
  text,
  tuple,
} from '../../core/formats/decoder.ts';
import { outcome } from './support/outcome.ts';

function refusal(decoder: Decoder<unknown>, value: unknown): string {
  try {
    decoder(value, 'file');
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

const person = object<{ name: string; age?: number }>({ name: text(10), age: integer(0, 150) }, ['age']);

describe('objects', () => {
  it('have exactly their fields', () => {
    expect(person({ name: 'a', age: 1 }, 'file')).toEqual({ name: 'a', age: 1 });
    expect(person({ name: 'a' }, 'file')).toEqual({ name: 'a' });
    expect(refusal(person, { age: 1 })).toBe('file: expected a field "name"');
    expect(refusal(person, { name: 'a', more: 1 })).toBe('file: expected no field "more"');
    expect(refusal(person, JSON.parse('{"name":"a","__proto__":1}'))).toBe('file: expected no field "__proto__"');
  });

  it('do not take fields from a prototype', () => {
    expect(outcome(() => person(Object.create({ name: 'a' }), 'file'))).toBe('malformed');
    expect(outcome(() => object<{ toString: string }>({ toString: text(9) })({}, 'file'))).toBe('malformed');
  });

  it('are not lists, nulls or text', () => {
    for (const value of [[], null, 'name', 1, undefined])
      expect(outcome(() => person(value, 'file'))).toBe('malformed');
  });

  it('say where a wrong value stands', () => {
    const decoder = object<{ people: readonly { name: string }[] }>({ people: list(person, 3) });
    expect(refusal(decoder, { people: [{ name: 'a' }, { name: 1 }] })).toBe('file.people[1].name: expected text');
  });
});

describe('single values', () => {
  const cases: [string, Decoder<unknown>, unknown[], unknown[]][] = [
    ['text', text(3, /^[a-z]*$/), ['', 'abc'], ['abcd', 'A', 1, null, ['a']]],
    ['integers', integer(1, 9), [1, 9], [0, 10, 1.5, -1, '1', null, Number.NaN, 2 ** 53]],
    ['integers that may be zero', integer(), [0, Number.MAX_SAFE_INTEGER], [-0, -1]],
    ['literals', literal(1), [1], [2, '1', true]],
    ['choices', oneOf('a', 'b'), ['a', 'b'], ['c', 'A', null, ['a']]],
    ['booleans', boolean, [true, false], [0, 'true', null]],
    ['values or null', nullable(integer()), [null, 1], ['', undefined]],
    ['lists', list(integer(), 2, 1), [[1], [1, 2]], [[], [1, 2, 3], ['1'], { 0: 1, length: 1 }]],
    ['tuples', tuple<[number, string]>(integer(), text(1)), [[1, 'a']], [[1], [1, 'a', 2], ['a', 1], {}]],
    ['any JSON', anyJson, [null, [], { a: 1 }], []],
  ];

  it.each(cases)('%s', (_, decoder, good, bad) => {
    for (const value of good) expect(decoder(value, 'file')).toEqual(value);
    for (const value of bad) expect(outcome(() => decoder(value, 'file'))).toBe('malformed');
  });
});

describe('what others write', () => {
  it('may have more fields; one that is absent is undefined for its decoder', () => {
    const answer = loose({ height: integer(), log: orElse(text(10), '') });
    expect(answer({ height: 3, other: [] }, 'answer')).toEqual({ height: 3, log: '' });
    expect(refusal(answer, { log: 'x' })).toBe('file.height: expected an integer from 0 to 9007199254740991');
    expect(refusal(answer, Object.create({ height: 3 }))).toMatch(/^file\.height/);
    expect(refusal(answer, { height: 3, log: null })).toMatch(/^file\.log/);
  });

  it('has names of its own, or says which of several it is', () => {
    expect(dictionary(integer(), 2)({ a: 1, __proto__: null }, 'map')).toEqual({ a: 1 });
    expect(refusal(dictionary(integer(), 1), { a: 1, b: 2 })).toBe('file: expected at most 1 fields');
    const shape = tagged<object>('kind', { a: object<object>({ kind: literal('a') } as never) });
    expect(shape({ kind: 'a' }, 'file')).toEqual({ kind: 'a' });
    for (const kind of ['b', 'toString', 3, undefined]) expect(refusal(shape, { kind })).toBe('file.kind: expected a');
  });

  it('is made into something else, or checked once more', () => {
    expect(mapped(integer(), (value) => value * 2)(4, 'file')).toBe(8);
    const even = checked(integer(), (value) => value % 2 === 0, 'an even number');
    expect(refusal(even, 3)).toBe('file: expected an even number');
    expect(accepts(even, 4)).toBe(true);
    expect(accepts(nullable(even), null)).toBe(true);
    expect(readOrNull(even, 'x')).toBeNull();
    expect(() =>
      readOrNull(() => {
        throw new RangeError('a defect');
      }, 1),
    ).toThrow('a defect');
  });
});

/** The leaf: every name of the closed list is there once, and each fact can be laid open or withheld. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, fromHex, fromUtf8, toHex, utf8 } from '../../core/formats/bytes.ts';
import { recordId } from '../../core/formats/ids.ts';
import { allFacts, FACT_NAMES } from '../../core/records/facts.ts';
import { DOCUMENT, parseRecord } from '../../core/records/index.ts';
import {
  claimHash,
  claimHashes,
  type Disclosure,
  disclose,
  instant,
  newRecordId,
  recordBytes,
} from '../../core/records/record.ts';
import uuid7 from '../vectors/uuid7.json' with { type: 'json' };
import { sampleRecord } from './support/evidence.ts';
import { outcome, runs } from './support/outcome.ts';

const record = sampleRecord();
const text = fromUtf8(recordBytes(record));
const reading = (changed: string) => outcome(() => parseRecord(utf8(changed)));

describe('ids', () => {
  it('are made as in RFC 9562 appendix A.6', () => {
    expect(newRecordId(uuid7.milliseconds, () => fromHex(uuid7.random))).toBe(uuid7.uuid);
  });

  it('are UUIDv7 of the standard variant for any time and randomness, and sort by time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 48 - 2), fc.uint8Array({ minLength: 10, maxLength: 10 }), (time, random) => {
        const id = newRecordId(time, () => random);
        expect(recordId(id, 'id')).toBe(id);
        expect(newRecordId(time + 1, () => new Uint8Array(10)) > id).toBe(true);
      }),
      runs(200),
    );
  });

  it.each([
    ['version 4', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
    ['another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f'],
    ['upper case', uuid7.uuid.toUpperCase()],
    ['no hyphens', uuid7.uuid.replaceAll('-', '')],
    ['braces', `{${uuid7.uuid}}`],
    ['a line break', `${uuid7.uuid}\n`],
  ])('of %s are refused', (_, id) => {
    expect(outcome(() => recordId(id, 'id'))).toBe('malformed');
  });
});

describe('instants', () => {
  it.each(['2026-11-24T05:38:00.000Z', '2024-02-29T23:59:59.999Z', '1970-01-01T00:00:00.000Z'])(
    '%s is read',
    (time) => {
      expect(instant(time, 'time')).toBe(time);
    },
  );

  it.each([
    '2026-02-29T00:00:00.000Z',
    '2026-11-24T24:00:00.000Z',
    '2026-11-24T05:60:00.000Z',
    '2026-11-24T05:38:60.000Z',
    '2026-11-24T05:38:00Z',
    '2026-11-24T05:38:00.000+00:00',
    '2026-11-24T05:38:00.000',
    '2026-11-24 05:38:00.000Z',
    '2026-11-24T05:38:00.000z',
    '+002026-11-24T05:38:00.000Z',
    1_700_000_000,
  ])('%s is refused', (time) => {
    expect(outcome(() => instant(time, 'time'))).toBe('malformed');
  });
});

describe('record.json', () => {
  it('reads back what was written', () => {
    expect(parseRecord(recordBytes(record))).toEqual(record);
    const withSm3 = { ...record, digest: { ...record.digest, sm3: 'ab'.repeat(32) }, supersedes: uuid7.uuid };
    expect(parseRecord(recordBytes(withSm3))).toEqual(withSm3);
  });

  it.each(FACT_NAMES)('is refused without the claim "%s"', (name) => {
    const { [name]: _, ...others } = record.claims;
    expect(outcome(() => parseRecord(recordBytes({ ...record, claims: others as typeof record.claims })))).toBe(
      'malformed',
    );
  });

  it.each([
    ['two claims of one name', text.replace('"title":', `"title":"${'ab'.repeat(32)}","title":`)],
    ['a claim that is not in the list', text.replace('"title":', `"titla":"${'ab'.repeat(32)}","title":`)],
    ['a claim in upper case', text.replace(record.claims.title, record.claims.title.toUpperCase())],
    ['no digest', text.replace(/"digest":\{[^}]*\},/, '')],
    ['a digest of another kind', text.replace('"sha256"', '"sha1"')],
    ['a short digest', text.replace(record.digest.sha256, record.digest.sha256.slice(2))],
    ['a seq of 0', text.replace(/"seq":\d+/, '"seq":0')],
    ['a negative size', text.replace(/"size":\d+/, '"size":-1')],
    ['an origin that is no digest', text.replace('desk/', 'deck/')],
    ['a clock of its own', text.replace('"synchronised"', '"atomic"')],
    ['a type that is no name', text.replace('"document"', '"Document"')],
    ['a profile, which version 1 has not', text.replace('"seq"', '"profile":"invoice","seq"')],
    ['a member that nobody knows', text.replace('"clock"', '"citizen":1,"clock"')],
    ['a version that is text', text.replace('"v":1', '"v":"1"')],
    ['a space', text.replace('"v":1', '"v": 1')],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(reading(changed)).toBe('malformed');
  });

  it.each([
    ['of a newer version', text.replace('"v":1', '"v":2')],
    ['of a reserved type', text.replace('"document"', '"amends"')],
    ['of another reserved type', text.replace('"document"', '"dossier"')],
    ['of a type that nobody knows yet', text.replace('"document"', '"documens"')],
    ['of a newer version with a profile', text.replace('"v":1', '"v":3').replace('"seq"', '"profile":"invoice","seq"')],
    ['of a profile that nobody knows yet', text.replace('"v":1', '"v":2').replace('"seq"', '"profile":"bill","seq"')],
  ])('%s is not damage: a newer program can read it', (_, changed) => {
    expect(reading(changed)).toBe('newer-version');
  });

  it('carries no path and no fact in the clear', () => {
    for (const secret of ['上海', 'contract.pdf', '1280000']) expect(text).not.toContain(secret);
  });
});

describe('disclosures', () => {
  const salt = '00112233445566778899aabbccddeeff';

  it('hash as the format says: domain, zero byte, canonical list', () => {
    const wanted = nobleCrypto.sha256(concat(utf8('notary-desk/claim/v1\0'), utf8(`["${salt}","title","合同"]`)));
    expect(claimHash([salt, 'title', '合同'], nobleCrypto)).toBe(toHex(wanted));
  });

  it('differ by salt, by name and by value, so a hash can neither be guessed nor moved', () => {
    const hashes = [
      [salt, 'title', 'a'],
      [salt, 'note', 'a'],
      [salt, 'title', 'b'],
      [salt, 'title', null],
      [salt.replace('0', '1'), 'title', 'a'],
    ].map((disclosure) => claimHash(disclosure as unknown as Disclosure, nobleCrypto));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('cover every name, once, each with its own salt', () => {
    const counting = (length: number) => new Uint8Array(length).map((_, i) => i >> 4);
    const made = disclose(allFacts({ title: 'a' }), counting);
    expect(made.map(([, name]) => name)).toEqual([...FACT_NAMES]);
    expect(new Set(made.map(([one]) => one)).size).toBe(FACT_NAMES.length);
    expect(Object.keys(claimHashes(made, nobleCrypto)).sort()).toEqual([...FACT_NAMES].sort());
  });

  it('make no record when a name is missing or stands twice', () => {
    const made = disclose(allFacts({}), (length) => new Uint8Array(length));
    const first = made[0] as Disclosure;
    expect(outcome(() => claimHashes(made.slice(1), nobleCrypto))).toBe('malformed');
    expect(outcome(() => claimHashes([...made, first], nobleCrypto))).toBe('malformed');
    expect(outcome(() => claimHashes([...made.slice(0, -1), first], nobleCrypto))).toBe('malformed');
  });

  it.each([
    ['a short salt', [salt.slice(2), 'title', 'a']],
    ['a salt in upper case', [salt.toUpperCase(), 'title', 'a']],
    ['no salt', ['title', 'a']],
    ['an unknown name', [salt, 'price', 'a']],
    ['a value that this name may not have', [salt, 'pages', 'a']],
    ['text that cannot be seen', [salt, 'title', 'a\u202e']],
    ['a fourth member', [salt, 'title', 'a', 'b']],
    ['an object', { salt, name: 'title', value: 'a' }],
  ])('are refused with %s', (_, value) => {
    expect(outcome(() => DOCUMENT.readDisclosure(value, 'disclosure'))).toBe('malformed');
  });
});

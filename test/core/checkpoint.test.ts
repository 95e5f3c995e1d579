/** Checkpoints and proof files of C2SP, and the origin of a desk. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  checkpointText,
  isFirstKey,
  originOf,
  parseCheckpointText,
  parseProof,
  proofBytes,
  type TlogProof,
} from '../../core/formats/checkpoint.ts';
import { formatLine, noteBytes, signNote } from '../../core/formats/note.ts';
import { logSigner, signer } from './support/keys.ts';
import { outcome, runs } from './support/outcome.ts';

const desk = logSigner('desk');
const root = nobleCrypto.sha256(utf8('root'));
const checkpoint = { origin: desk.key.name, size: 109_482, root };
const text = checkpointText(checkpoint);
const note = { text, signatures: [signNote(text, desk)] };

describe('checkpoints', () => {
  it('are three lines: origin, size, root', () => {
    expect(text).toBe(`${desk.key.name}\n109482\n${toBase64(root)}\n`);
    expect(parseCheckpointText(text)).toEqual(checkpoint);
  });

  it('read back what was written, for any size and root', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, hash) => {
        const any = { origin: 'example.com/log', size, root: hash };
        expect(parseCheckpointText(checkpointText(any))).toEqual(any);
      }),
      runs(200),
    );
  });

  const base64 = toBase64(root);
  it.each([
    ['a leading zero', `o\n07\n${base64}\n`],
    ['a sign', `o\n+7\n${base64}\n`],
    ['a fraction', `o\n7.0\n${base64}\n`],
    ['an exponent', `o\n1e3\n${base64}\n`],
    ['hex', `o\n0x7\n${base64}\n`],
    ['a space', `o\n7 \n${base64}\n`],
    ['Arabic digits', `o\n\u0667\n${base64}\n`],
    ['a size beyond 2^53 - 1', `o\n9007199254740992\n${base64}\n`],
    ['no size', `o\n\n${base64}\n`],
    ['a root that is too short', `o\n7\n${toBase64(root.subarray(1))}\n`],
    ['no origin', `\n7\n${base64}\n`],
    ['an extension line, which nobody would check', `o\n7\n${base64}\nmore\n`],
    ['no newline at the end', `o\n7\n${base64}`],
    ['two lines', 'o\n7\n'],
  ])('are refused with %s', (_, wrong) => {
    expect(outcome(() => parseCheckpointText(wrong))).toBe('malformed');
  });
});

describe('the origin of a desk', () => {
  it('is the digest of its first key, so nobody else can take it', () => {
    expect(desk.key.name).toBe(originOf(desk.key.publicKey, nobleCrypto));
    expect(desk.key.name).toBe(`desk/${toHex(nobleCrypto.sha256(concat(Uint8Array.of(1), desk.key.publicKey)))}`);
    expect(isFirstKey(desk.key, nobleCrypto)).toBe(true);
    expect(isFirstKey(signer('other', desk.key.name).key, nobleCrypto)).toBe(false);
    expect(isFirstKey(signer('desk', desk.key.name, 4).key, nobleCrypto)).toBe(false);
  });
});

const hashes = [1, 2, 3, 4, 5].map((i) => nobleCrypto.sha256(Uint8Array.of(i)));
const proof = { index: 73_894, path: hashes, note };
const file = fromUtf8(proofBytes(proof));
const reading = (wrong: string, allowExtra = false) => outcome(() => parseProof(utf8(wrong), allowExtra));

describe('proof files', () => {
  it('have the lines of the example in C2SP tlog-proof', () => {
    expect(file).toBe(
      `c2sp.org/tlog-proof@v1\nindex 73894\n${hashes.map((hash) => `${toBase64(hash)}\n`).join('')}\n${text}\n${formatLine(note.signatures[0] as (typeof note.signatures)[0])}`,
    );
  });

  it("read C2SP's example, its abbreviated signatures and extra line written out", () => {
    const example = [
      'c2sp.org/tlog-proof@v1',
      `extra ${toBase64(utf8('age-v1.2.1-darwin-arm64.tar.gz'))}`,
      'index 73894',
      'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
      'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
      'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
      'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
      'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
      '',
      'example.com/fancylog',
      '109482',
      'sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=',
      '',
      `\u2014 example.com/fancylog ${toBase64(concat(fromHex('848d830f'), new Uint8Array(64)))}`,
      `\u2014 witness1.example ${toBase64(concat(fromHex('9898ab22'), new Uint8Array(72)))}`,
      '',
    ].join('\n');
    const read = parseProof(utf8(example), true);
    expect(read.index).toBe(73_894);
    expect(read.path).toHaveLength(5);
    expect(read.checkpoint).toMatchObject({ origin: 'example.com/fancylog', size: 109_482 });
    expect(read.note.signatures.map((line) => line.name)).toEqual(['example.com/fancylog', 'witness1.example']);
  });

  it('keep the checkpoint as it was received', () => {
    expect(fromUtf8(noteBytes(parseProof(utf8(file)).note))).toBe(fromUtf8(noteBytes(note)));
  });

  it('read back what was written', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 53 }),
        (index, path) => {
          const read: TlogProof = parseProof(proofBytes({ index, path, note }));
          expect(read).toEqual({ index, path, note, checkpoint });
        },
      ),
      runs(100),
    );
  });

  it('have one form: whatever is read after a byte changed is written again byte for byte', () => {
    const good = proofBytes(proof);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ change;
        if (outcome(() => parseProof(bytes)) === 'accepted') expect(proofBytes(parseProof(bytes))).toEqual(bytes);
      }),
      runs(2000),
    );
  });

  it('are refused when cut off anywhere', () => {
    for (let length = 0; length < file.length; length++) expect(reading(file.slice(0, length))).toBe('malformed');
  });

  it.each([
    ['another version', file.replace('@v1', '@v0')],
    ['no index', file.replace('index 73894\n', '')],
    ['an index with a leading zero', file.replace('index ', 'index 0')],
    ['a negative index', file.replace('index ', 'index -')],
    ['a hash of 31 bytes', file.replace(toBase64(hashes[0] as Uint8Array), toBase64(new Uint8Array(31)))],
    ['a space after a hash', file.replace('=\n', '= \n')],
    ['carriage returns', file.replaceAll('\n', '\r\n')],
    ['an extra line, which nobody signed', file.replace('index', 'extra AAAA\nindex')],
    ['something before it', ` ${file}`],
    ['something after it', `${file}\n`],
    ['nothing', ''],
  ])('are refused with %s', (_, wrong) => {
    expect(reading(wrong)).toBe('malformed');
  });

  it.each(['@v2', '@v10'])('are of a newer version with %s', (version) => {
    expect(reading(file.replace('@v1', version))).toBe('newer-version');
  });

  it('of strangers may have the extra line in its place, once, as base64', () => {
    expect(reading(file.replace('index', 'extra AAAA\nindex'), true)).toBe('accepted');
    expect(parseProof(utf8(file.replace('index', 'extra AAAA\nindex')), true)).toEqual(parseProof(utf8(file)));
    expect(reading(file.replace('index', 'extra AAAA\nextra AAAA\nindex'), true)).toBe('malformed');
    expect(reading(file.replace('index', 'extra A\nindex'), true)).toBe('malformed');
    expect(reading(file.replace('index 73894\n', 'index 73894\nextra AAAA\n'), true)).toBe('malformed');
  });

  it('are refused when longer than any tree', () => {
    const long = { ...proof, path: Array(54).fill(hashes[0]) };
    expect(outcome(() => parseProof(proofBytes(long)))).toBe('too-large');
    expect(reading('a'.repeat(100_000))).toBe('too-large');
  });
});

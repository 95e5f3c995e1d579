/** Signed notes and cosignatures of C2SP: the published vector, what is read and written, what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { concat, fromBase64, fromUtf8, toBase64, u64be, utf8 } from '../../core/formats/bytes.ts';
import {
  checkLine,
  cosign,
  formatLine,
  KEY_TYPE,
  NOTE_LIMITS,
  noteBytes,
  parseNote,
  parseVerifierKey,
  type SignatureLine,
  signNote,
  verifierKey,
  verifyNote,
} from '../../core/formats/note.ts';
import vector from '../vectors/c2sp-note.json' with { type: 'json' };
import { signer, witnessSigner } from './support/keys.ts';
import { outcome, runs } from './support/outcome.ts';

const log = signer('log', 'example.com/log');
const witness = witnessSigner('witness');
const TEXT = 'example.com/log\n7\n3bibhAOANyXVDXPSY9KMkrqSdCeEIiDn4Bt5IsSqTHw=\n';
const read = (text: string) => parseNote(utf8(text));
const reading = (text: string) => outcome(() => read(text));

describe('the example of C2SP signed-note', () => {
  const key = parseVerifierKey(vector.vkey, nobleCrypto);
  const note = read(vector.note);

  it('is verified by its key', () => {
    expect(note.text).toBe('This is an example message.\n');
    expect(verifyNote(note, [key], nobleCrypto)).toEqual([key]);
  });

  it('is refused when a letter of its text changes', () => {
    const changed = { ...note, text: note.text.replace('example', 'exemple') };
    expect(outcome(() => verifyNote(changed, [key], nobleCrypto))).toBe('malformed');
  });

  it('is written again byte for byte', () => {
    expect(fromUtf8(noteBytes(note))).toBe(vector.note);
    expect(key.text).toBe(vector.vkey);
  });
});

describe('verifier keys', () => {
  it('read back what was written, for any key', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9./-]{1,40}$/),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (name, key) => {
          const made = verifierKey(name, KEY_TYPE.ed25519, key, nobleCrypto);
          expect(parseVerifierKey(made.text, nobleCrypto)).toEqual(made);
        },
      ),
      runs(100),
    );
  });

  it.each([
    ['another key id', vector.vkey.replace('530d903a', '530d903b')],
    ['an upper-case key id', vector.vkey.replace('530d903a', '530D903A')],
    ['another name', vector.vkey.replace('/foo', '/fop')],
    ['a key that is too short', 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q=='],
    ['a space in the name', vector.vkey.replace('example.com', 'example com')],
    ['no name', vector.vkey.replace('example.com/foo', '')],
    ['a line break', `${vector.vkey}\n`],
    ['a fourth part', `${vector.vkey}+`],
    ['base64 that is not canonical', `${vector.vkey.slice(0, -1)}=`],
    ['nothing', ''],
  ])('are refused with %s', (_, text) => {
    expect(outcome(() => parseVerifierKey(text, nobleCrypto))).toBe('malformed');
  });

  it('keep the place of ML-DSA-44: such a key is read, its lines are unsupported, never valid', () => {
    const key = verifierKey('w.example', KEY_TYPE.cosignatureMlDsa44, new Uint8Array(1312), nobleCrypto);
    expect(parseVerifierKey(key.text, nobleCrypto)).toEqual(key);
    const line = { name: key.name, id: key.id, signature: new Uint8Array(2428) };
    expect(checkLine(TEXT, line, key, nobleCrypto)).toEqual({ state: 'unsupported' });
  });

  it('of later types are read up to 4,095 bytes, so that one in a bundle does not make the bundle unreadable', () => {
    const mlDsa65 = 1952;
    for (const length of [32, mlDsa65, 4095]) {
      const { text } = verifierKey('w.example', 0x7f, new Uint8Array(length), nobleCrypto);
      expect(parseVerifierKey(text, nobleCrypto).publicKey).toHaveLength(length);
    }
    for (const length of [31, 4096]) {
      const { text } = verifierKey('w.example', 0x7f, new Uint8Array(length), nobleCrypto);
      expect(outcome(() => parseVerifierKey(text, nobleCrypto))).toBe('malformed');
    }
  });

  it('have names of 1 to 256 code points', () => {
    const named = (name: string) => {
      const made = outcome(() => verifierKey(name, KEY_TYPE.ed25519, log.key.publicKey, nobleCrypto));
      const line = outcome(() => read(`${TEXT}\n\u2014 ${name} ${toBase64(new Uint8Array(68))}\n`));
      expect(line, `a line by “${name}”`).toBe(made);
      return made;
    };
    for (const name of ['a', '😀'.repeat(200), '😀'.repeat(256), 'a'.repeat(256), '银行', 'a\u200bb'])
      expect(named(name)).toBe('accepted');
    const spaces = [0x20, 0xa0, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff];
    const controls = [0x00, 0x09, 0x1f, 0x7f, 0x85, 0x9f];
    for (const code of [...spaces, ...controls]) expect(named(`a${String.fromCodePoint(code)}b`)).toBe('malformed');
    for (const name of ['😀'.repeat(257), 'a+b', '']) expect(named(name)).toBe('malformed');
    const { text } = verifierKey('😀'.repeat(200), KEY_TYPE.ed25519, log.key.publicKey, nobleCrypto);
    expect(parseVerifierKey(text, nobleCrypto).name).toBe('😀'.repeat(200));
  });

  it('of one public key differ by name and type, so that a signature of one is never one of another', () => {
    const other = signer('log', 'example.com/other');
    const asWitness = witnessSigner('log', 'example.com/log');
    expect(new Set([log.key.id, other.key.id, asWitness.key.id]).size).toBe(3);
    expect(checkLine(TEXT, signNote(TEXT, log), other.key, nobleCrypto)).toEqual({ state: 'invalid' });
    const passedOff = { ...signNote(TEXT, log), id: asWitness.key.id };
    expect(checkLine(TEXT, passedOff, asWitness.key, nobleCrypto)).toEqual({ state: 'invalid' });
  });
});

const anyLine: fc.Arbitrary<SignatureLine> = fc.record({
  name: fc.stringMatching(/^[a-z0-9./-]{1,20}$/),
  id: fc.stringMatching(/^[0-9a-f]{8}$/),
  signature: fc.uint8Array({ minLength: 1, maxLength: 80 }),
});
const anyText = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 6 })
  .map((lines) => `first line\n${lines.join('\n')}\n`);

describe('reading a note', () => {
  it('gives back what was written, also when the text itself has blank lines', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyLine, { minLength: 1, maxLength: 20 }), (text, signatures) => {
        const bytes = noteBytes({ text, signatures });
        expect(parseNote(bytes)).toEqual({ text, signatures });
      }),
      runs(200),
    );
  });

  it('accepts one form only: whatever is read is written again byte for byte', () => {
    const good = noteBytes({ text: TEXT, signatures: [signNote(TEXT, log), cosign(TEXT, 1_700_000_000, witness)] });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ change;
        if (outcome(() => parseNote(bytes)) === 'accepted') expect(noteBytes(parseNote(bytes))).toEqual(bytes);
      }),
      runs(2000),
    );
  });

  it('never fails but by saying malformed or too large', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(utf8)), (bytes) => {
        expect(['accepted', 'malformed', 'too-large']).toContain(outcome(() => parseNote(bytes)));
      }),
      runs(500),
    );
  });

  it('takes at least 16 signatures, as C2SP asks, and stops at a bound', () => {
    const line = signNote(TEXT, log);
    const note = (count: number) => fromUtf8(noteBytes({ text: TEXT, signatures: Array(count).fill(line) }));
    expect(read(note(16)).signatures).toHaveLength(16);
    expect(reading(note(NOTE_LIMITS.signatures))).toBe('accepted');
    expect(reading(note(NOTE_LIMITS.signatures + 1))).toBe('too-large');
    expect(reading('a'.repeat(NOTE_LIMITS.bytes + 1))).toBe('too-large');
  });

  const line = formatLine(signNote(TEXT, log));
  it.each([
    ['no signature', `${TEXT}\n`],
    ['no blank line', TEXT + line],
    ['no text', `\n${line}`],
    ['no newline at the end', `${TEXT}\n${line.slice(0, -1)}`],
    ['an empty line after the signatures', `${TEXT}\n${line}\n`],
    ['a carriage return', `${TEXT}\n${line.replace('\n', '\r\n')}`],
    ['a tab in the text', `a\tb\n\n${line}`],
    ['a NUL in the text', `a\0b\n\n${line}`],
    ['a hyphen in place of the em dash', `${TEXT}\n${line.replace('\u2014', '-')}`],
    ['two spaces', `${TEXT}\n${line.replace(' ', '  ')}`],
    ['a space at the end', `${TEXT}\n${line.replace('\n', ' \n')}`],
    ['a plus sign in the name', `${TEXT}\n${line.replace('log', 'lo+g')}`],
    ['a no-break space in the name', `${TEXT}\n${line.replace('log', 'lo\u00a0g')}`],
    ['a signature of no bytes', `${TEXT}\n\u2014 a AAAAAA==\n`],
    ['base64 without padding', `${TEXT}\n${line.replace('=', '')}`],
    ['base64 of the web', `${TEXT}\n\u2014 a AAAAAA-_\n`],
    ['something that is no signature line', `${TEXT}\n${line}hello\n`],
  ])('refuses %s', (_, text) => {
    expect(reading(text)).toBe('malformed');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(outcome(() => parseNote(concat(Uint8Array.of(0xff), utf8(`${TEXT}\n${line}`))))).toBe('malformed');
  });
});

describe('verifying a note', () => {
  const stranger = signer('stranger', 'stranger.example');

  it('ignores lines of unknown keys and gives the keys that signed', () => {
    const note = { text: TEXT, signatures: [signNote(TEXT, stranger), signNote(TEXT, log)] };
    expect(verifyNote(note, [log.key], nobleCrypto)).toEqual([log.key]);
    expect(verifyNote(note, [], nobleCrypto)).toEqual([]);
  });

  it('is refused whole for a bad signature of a known key, even beside a good one', () => {
    const bad = { ...signNote(TEXT, log), signature: signNote('other\n', log).signature };
    const note = { text: TEXT, signatures: [signNote(TEXT, log), bad] };
    expect(outcome(() => verifyNote(note, [log.key], nobleCrypto))).toBe('malformed');
  });

  it('counts a key once however often it signed', () => {
    const note = { text: TEXT, signatures: [signNote(TEXT, log), signNote(TEXT, log)] };
    expect(verifyNote(note, [log.key], nobleCrypto)).toEqual([log.key]);
  });
});

describe('cosignatures', () => {
  const line = cosign(TEXT, 1_700_000_000, witness);

  it('say when they were made', () => {
    expect(checkLine(TEXT, line, witness.key, nobleCrypto)).toEqual({ state: 'valid', seconds: 1_700_000_000 });
  });

  it('are refused when any bit of the time or of the signature is flipped', () => {
    for (let bit = 0; bit < line.signature.length * 8; bit++) {
      const signature = line.signature.slice();
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(checkLine(TEXT, { ...line, signature }, witness.key, nobleCrypto).state).toBe('invalid');
    }
  });

  it('are refused for another text, and when they are of another length', () => {
    expect(checkLine(`${TEXT}\n`, line, witness.key, nobleCrypto).state).toBe('invalid');
    for (const signature of [line.signature.subarray(1), concat(line.signature, Uint8Array.of(0)), new Uint8Array(1)])
      expect(checkLine(TEXT, { ...line, signature }, witness.key, nobleCrypto).state).toBe('invalid');
  });

  it('are refused for a time that no calendar writes', () => {
    const late = 253_402_300_800; // 10000-01-01
    expect(checkLine(TEXT, cosign(TEXT, late - 1, witness), witness.key, nobleCrypto).state).toBe('valid');
    expect(checkLine(TEXT, cosign(TEXT, late, witness), witness.key, nobleCrypto).state).toBe('invalid');
    const beyond = { ...line, signature: concat(Uint8Array.of(255), u64be(0).subarray(1), line.signature.subarray(8)) };
    expect(checkLine(TEXT, beyond, witness.key, nobleCrypto).state).toBe('invalid');
  });

  it('sign "cosignature/v1", the time and the whole note text, as C2SP tlog-cosignature says', () => {
    const message = utf8(`cosignature/v1\ntime 1700000000\n${TEXT}`);
    expect(line.signature).toEqual(concat(u64be(1_700_000_000), witness.sign(message)));
    expect(toBase64(fromBase64(formatLine(line).trim().split(' ')[2] ?? '').subarray(4))).toBe(
      toBase64(line.signature),
    );
  });
});

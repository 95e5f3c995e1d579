/** Files that operators hand out: recognised by content, asked about, and made into a connection file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { canonicalBytes } from '../../core/formats/canonical.ts';
import {
  FOREIGN_LIMITS,
  type ForeignImport,
  fileIn,
  linesIn,
  textIn,
} from '../../core/node/connectors/foreign/import.ts';
import { type ImportPlan, planImport, readForeignFiles } from '../../core/node/connectors/foreign/plan.ts';
import { CONNECTION_KINDS } from '../../core/node/connectors/index.ts';
import { connectionKinds, secretName } from '../../core/node/connectors/kind.ts';
import { parseWitnessFile, witnessFileBytes } from '../../core/node/connectors/witness/connection-file.ts';
import { logSigner, mlDsaWitness, signer, witnessSigner } from '../core/support/keys.ts';
import { outcome } from '../core/support/outcome.ts';
import { Authority, authorityFile, stampConnections } from '../kinds/stamp/connection.ts';
import { scratch } from '../node/support/cli.ts';
import { witnessFile } from '../witness/support/witness-file.ts';

const root = scratch('foreign-');
const log = logSigner('foreign').key;
const desk = { origin: log.name, organisation: 'Blue Sea', logKeys: [{ vkey: log.text, from: 0, to: null }] };
const witness = witnessSigner('w', 'w.example/one').key;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUE6MAuSJSEMxMTKGbwLeJAPzP3xkwCgYIKoZIzj0EAwIw
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----
`;

const text = (content: string, name = 'a.txt') => ({ name, bytes: utf8(content) });
const plan = (files: readonly ReturnType<typeof text>[], given = {}, kinds = CONNECTION_KINDS) =>
  planImport(files, { texts: given, files: given }, desk, kinds);

function stateOf<S extends ImportPlan['state']>(found: ImportPlan, state: S) {
  expect(found.state).toBe(state);
  return found as Extract<ImportPlan, { readonly state: S }>;
}

describe("a witness's key", () => {
  const url = 'https://w.example/prefix';
  const answers = { url, organisation: 'Witness Ltd' };

  it.each([
    ['Ed25519', witness.text],
    ['ML-DSA-44', mlDsaWitness('m').key.text],
    ['with a comment and line ends of another system', `# our witness\r\n\r\n${witness.text}\r\n`],
  ])('is recognised: %s', (_, content) => {
    const found = stateOf(plan([text(content, 'anything.bin')]), 'asking');
    expect(found.kind.kind).toBe('witness');
    expect(found.missing).toEqual(['url', 'organisation']);
    expect(found.faults).toEqual({});
  });

  it('becomes a witness file of this desk, the same each time', () => {
    const found = stateOf(plan([text(witness.text)], answers), 'ready');
    const file = parseWitnessFile(found.made.bytes, nobleCrypto);
    expect(file).toMatchObject({ ...answers, ca: null, vkey: witness.text });
    expect(file.trust.logs).toEqual([
      { origin: desk.origin, controller: desk.origin, organisation: 'Blue Sea', keys: desk.logKeys },
    ]);
    expect(stateOf(plan([text(witness.text)], answers), 'ready').made.fingerprint).toBe(found.made.fingerprint);
  });

  it.each([
    ['url', 'w.example'],
    ['url', 'ftp://w.example'],
    ['url', 'http://w.example'],
    ['url', 'https://w.example/?a=b'],
    ['url', 'https://user@w.example'],
    ['url', 'https://w.example\nhttps://x.example'],
    ['organisation', 'a\u202Eb'],
    ['organisation', 'a'.repeat(FOREIGN_LIMITS.answer + 1)],
    ['ca', join(root, 'missing.pem')],
  ])('says what is wrong with %s %j', (name, value) => {
    const found = stateOf(plan([text(witness.text)], { ...answers, [name]: value }), 'asking');
    expect(Object.keys(found.faults)).toEqual([name]);
    expect(found.missing).toEqual([]);
  });

  it('takes plain HTTP on this machine', () => {
    stateOf(plan([text(witness.text)], { ...answers, url: 'http://127.0.0.1:8787' }), 'ready');
  });

  it('takes one at a time', () => {
    const files = [text(witness.text), text(witnessSigner('x').key.text)];
    expect(stateOf(plan(files, answers), 'refused').says.en).toContain('one at a time');
  });

  it('asks for a certificate where a CA is due', () => {
    const path = join(root, 'key.pem');
    writeFileSync(path, KEY);
    const found = stateOf(plan([text(witness.text)], { ...answers, ca: path }), 'asking');
    expect(found.faults.ca).toMatchObject({ says: { en: expect.stringContaining('CERTIFICATE') } });
  });
});

describe('a connection file', () => {
  it('is ready as it is', () => {
    const bytes = witnessFileBytes(witnessFile('https://w.example', witness.text));
    const found = stateOf(plan([{ name: 'x', bytes }]), 'ready');
    expect(found.made.bytes).toEqual(bytes);
    expect(found.made.secrets).toEqual([]);
  });

  it('that was edited is said to be damaged, not unknown', () => {
    const bytes = utf8(`${fromUtf8(witnessFileBytes(witnessFile('https://w.example', witness.text)))}\n`);
    expect(outcome(() => plan([{ name: 'x', bytes }]))).toBe('malformed');
  });

  it('of a kind that nobody knows is said so', () => {
    const bytes = canonicalBytes({ v: 1, kind: 'nobody-knows', trust: {} });
    expect(outcome(() => plan([{ name: 'x', bytes }]))).toBe('not-supported');
  });
});

describe('what no kind takes', () => {
  it.each([
    ['a private key', KEY],
    ['a certificate (PEM)', CERTIFICATE],
    ['a certificate signing request', CERTIFICATE.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
    ['the key of a log, not of a witness', log.text],
    ['a trust bundle', fromUtf8(canonicalBytes({ v: 1, logs: [], witnesses: [], policy: {} }))],
    ['a request for registration', fromUtf8(canonicalBytes({ v: 1, vkey: 'x', controller: 'y' }))],
    ['a JSON file', '{"a":1}'],
    ['a text file', 'hello'],
    ['an empty file', ''],
    ['a PDF file', '%PDF-1.7'],
    ['a ZIP archive', 'PK\u0003\u0004'],
  ])('%s', (looks, content) => {
    const found = stateOf(plan([text(content)]), 'unknown');
    expect(found.files[0]?.title.en).toContain(looks);
    expect(found.expected.map(({ en }) => en)).toContain('a connection file');
    expect(found.expected.length).toBeGreaterThan(1);
  });

  it.each([
    ['a Java key store', [0xfe, 0xed, 0xfe, 0xed, 0, 0]],
    ['a binary certificate or key', [0x30, 0x82, 1, 2]],
    ['a binary file', [0xff, 0, 1]],
  ])('%s', (looks, bytes) => {
    const found = stateOf(plan([{ name: 'a', bytes: Uint8Array.from(bytes) }]), 'unknown');
    expect(found.files[0]?.title.en).toContain(looks);
  });

  it('keeps what was recognised apart from what does not belong to it', () => {
    const found = stateOf(plan([text(witness.text), text(KEY)]), 'unknown');
    expect(found.files.map(({ title }) => title.en)).toEqual(['the key of a witness', 'a private key']);
  });

  it('is quick, whatever it is full of', () => {
    const begins = '-----BEGIN CERTIFICATE-----\n'.repeat(30_000);
    expect(stateOf(plan([text(begins)]), 'unknown').files[0]?.title.en).toContain('PEM');
    stateOf(plan([text('['.repeat(FOREIGN_LIMITS.bytes))]), 'unknown');
    stateOf(plan([text('#\n'.repeat(FOREIGN_LIMITS.bytes / 2))]), 'unknown');
  });

  it('bounds number and size of files', () => {
    const path = join(root, 'large');
    writeFileSync(path, Buffer.alloc(FOREIGN_LIMITS.bytes + 1));
    expect(outcome(() => readForeignFiles([path]))).toBe('too-large');
    writeFileSync(path, 'x');
    expect(readForeignFiles([path]).map(({ name }) => name)).toEqual(['large']);
    expect(outcome(() => readForeignFiles(Array(FOREIGN_LIMITS.files + 1).fill(path)))).toBe('too-large');
  });
});

/** A kind of several files with questions that depend on one another. */
const authority = new Authority();
const profiles: ForeignImport = {
  takes: { zh: '配置', en: 'a profile' },
  recognise({ bytes }) {
    const content = fromUtf8(bytes);
    const as = (part: string, leads: boolean) => ({ part, title: { zh: part, en: part }, leads });
    if (content.startsWith('profile')) return as('profile', true);
    return content.includes('PRIVATE KEY') ? as('key', false) : null;
  },
  questions(files, answers) {
    const plain = (name: string) => ({
      name,
      label: { zh: name, en: name },
      help: null,
      optional: false,
      suggestion: null,
    });
    const choices = ['a', 'b'].map((value) => ({ value, label: { zh: value, en: value } }));
    return [
      { ...plain('member'), form: { is: 'choice', choices } },
      { ...plain('port'), form: { is: 'text' }, suggestion: '443' },
      ...(answers.has('member')
        ? [{ ...plain(`peers-${answers.get('member')}`), form: { is: 'lines' as const } }]
        : []),
      ...(linesIn(answers, 'peers-b').length > 1 ? [{ ...plain('token'), form: { is: 'secret' as const } }] : []),
      ...(files.some(({ part }) => part === 'key')
        ? []
        : [{ ...plain('key'), form: { is: 'file' as const, holds: 'private-key' as const } }]),
    ];
  },
  make(files, answers) {
    const key = files.find(({ part }) => part === 'key') ?? fileIn(answers, 'key');
    if (textIn(answers, 'port') === '0') return { refused: { zh: '端口', en: 'no such port' } };
    return { file: authorityFile(authority), secrets: { 'client-key': key?.bytes ?? new Uint8Array(0) } };
  },
};
const kinds = connectionKinds([...CONNECTION_KINDS.all, { ...stampConnections([authority]), foreign: profiles }]);

describe('several files and questions that depend on one another', () => {
  const profile = text('profile');
  const missing = (given: Record<string, string>, ...files: ReturnType<typeof text>[]) =>
    stateOf(plan([profile, ...files], given, kinds), 'asking').missing;

  it('asks for what the files do not say, and for more with each answer', () => {
    expect(missing({})).toEqual(['member', 'key']);
    expect(missing({}, text(KEY))).toEqual(['member']);
    expect(missing({ member: 'b' }, text(KEY))).toEqual(['peers-b']);
    expect(missing({ member: 'b', 'peers-b': 'x\n\n y' }, text(KEY))).toEqual(['token']);
  });

  it('a choice is one of the choices, and what is not asked is not heard', () => {
    const found = stateOf(plan([profile, text(KEY)], { member: 'c', token: 'x' }, kinds), 'asking');
    expect(Object.keys(found.faults)).toEqual(['member']);
  });

  it('makes the connection file, and secrets under the names of that connection', () => {
    const found = stateOf(plan([text(KEY), profile], { member: 'a', 'peers-a': 'x' }, kinds), 'ready');
    expect(found.files.map(({ title }) => title.en)).toEqual(['key', 'profile']);
    expect(found.made.secrets).toEqual([{ name: secretName(found.made.connection, 'client-key'), value: utf8(KEY) }]);
    expect(fromUtf8(found.made.bytes)).not.toContain('PRIVATE');
  });

  it('says why a kind refuses', () => {
    const found = plan([text(KEY), profile], { member: 'a', 'peers-a': 'x', port: '0' }, kinds);
    expect(stateOf(found, 'refused').says.en).toBe('no such port');
  });

  it('a key by itself says nothing of a kind', () => {
    stateOf(plan([text(KEY)], {}, kinds), 'unknown');
  });

  it('a private key with a passphrase is told how to do without', () => {
    const path = join(root, 'locked.pem');
    writeFileSync(path, KEY.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'));
    const found = stateOf(plan([profile], { member: 'a', 'peers-a': 'x', key: path }, kinds), 'asking');
    expect(found.faults.key).toMatchObject({ says: { en: expect.stringContaining('passphrase') } });
  });
});

it('a signing key is no witness', () => {
  expect(plan([text(signer('s', 's').key.text)]).state).toBe('unknown');
});

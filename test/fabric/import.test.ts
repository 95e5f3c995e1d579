/** Importing what an operator hands out: profile, configuration block and identity, to a connection that works over TLS. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { errorCode } from '../../core/errors.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { parseFabricFile } from '../../core/node/connectors/fabric/connection-file.ts';
import { profileIn } from '../../core/node/connectors/fabric/profile.ts';
import type { ForeignFile } from '../../core/node/connectors/foreign/import.ts';
import { type ImportPlan, planImport } from '../../core/node/connectors/foreign/plan.ts';
import { CONNECTION_KINDS } from '../../core/node/connectors/index.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { certificateOf, pemOf } from '../anchor/fabric/support/certificates.ts';
import { CHANNEL } from '../anchor/fabric/support/network.ts';
import { requestOf } from '../contracts/chain-connector.contract.ts';
import { logSigner } from '../core/support/keys.ts';
import { configurationBlock, TLS_CA, TLS_NAME, tlsCredentials } from '../fakes/fabric/configuration.ts';
import { CLIENT, FakeFabric, keyPem } from '../fakes/fabric/network.ts';
import { TestLog } from '../member/support/consortium.ts';
import { scratch } from '../node/support/cli.ts';

const dir = scratch('fabric-import-');
const key = logSigner('importing').key;
const desk = { origin: key.name, organisation: 'Blue Sea', logKeys: [{ vkey: key.text, from: 0, to: null }] };
const recorded = new Uint8Array(
  readFileSync(new URL('../vectors/fabric/profile/connection-BankA.json', import.meta.url)),
);
const genesis = new Uint8Array(readFileSync(new URL('../vectors/fabric/config/genesis.block', import.meta.url)));

const file = (name: string, content: string | Uint8Array): ForeignFile => ({
  name,
  bytes: typeof content === 'string' ? utf8(content) : content,
});

/** A profile of the fake, with a private key inside, as some consoles write it. */
const profile = (port: number, over: object = {}) => ({
  name: 'test',
  client: { organization: 'Alpha' },
  organizations: {
    Alpha: { mspid: 'Alpha', peers: ['peer0'], adminPrivateKey: { pem: keyPem('admin of Alpha') } },
    Beta: { mspid: 'Beta', peers: ['peer9'] },
  },
  peers: {
    peer0: {
      url: `grpcs://127.0.0.1:${port}`,
      tlsCACerts: { pem: [TLS_CA] },
      grpcOptions: { 'ssl-target-name-override': TLS_NAME },
      ...over,
    },
    peer9: { url: 'grpcs://elsewhere.example:7051' },
  },
});

const identity = [file('cert.pem', CLIENT.certificate), file('key.pem', CLIENT.key)];
const block = (orderers: readonly number[] = []) =>
  file(
    'config.block',
    configurationBlock(
      0,
      orderers.map((port) => `127.0.0.1:${port}`),
    ),
  );

const plan = (files: readonly ForeignFile[], given = {}) =>
  planImport(files, { texts: given, files: given }, desk, CONNECTION_KINDS);

function stateOf<S extends ImportPlan['state']>(found: ImportPlan, state: S) {
  expect(found.state, JSON.stringify(found)).toBe(state);
  return found as Extract<ImportPlan, { readonly state: S }>;
}

describe('a connection profile', () => {
  it('as it was recorded: its organisation, peers, TLS authority and the name in their certificates', () => {
    expect(profileIn(recorded)).toEqual({
      mspId: 'BankAMSP',
      peers: [
        {
          name: 'peer0.banka.a.test',
          url: 'grpcs://127.0.0.1:6150',
          ca: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
          hostname: 'peer0.banka.a.test',
        },
      ],
    });
  });

  it('says the same as YAML, which may be commented and have anchors', () => {
    const value = JSON.parse(fromUtf8(recorded)) as object;
    expect(profileIn(utf8(`# from the operator\n---\n${stringify(value)}`))).toEqual(profileIn(recorded));
  });

  const bomb = `organizations: {}\npeers: {}\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`)
    .join('')}`;
  it.each([
    ['nothing', ''],
    ['JSON of something else', '{"organizations": 1, "peers": {}}'],
    ['JSON that is cut', '{"organizations": {}, "peers": {'],
    ['YAML that is none', 'organizations: {\npeers: ]'],
    ['nested too deep', `organizations: ${'['.repeat(100_000)}\npeers: {}`],
    ['aliases that grow', bomb],
    ['its organisation is missing', '{"client":{"organization":"X"},"organizations":{},"peers":{}}'],
    ['too long', `organizations: {}\npeers: {}\n#${' '.repeat(300_000)}`],
    ['a tag that would run something', 'organizations: {}\npeers: !!js/function "x"'],
  ])('is not: %s', (_, content) => expect(profileIn(utf8(content))).toBeNull());
});

describe('what is missing is asked for', () => {
  it('of a profile alone: the configuration block and the identity', () => {
    const found = stateOf(plan([file('connection.json', recorded)]), 'asking');
    expect([found.kind.kind, found.missing]).toEqual(['fabric', ['configuration', 'certificate', 'key']]);
    for (const { label, help } of found.questions)
      for (const said of [label.zh, label.en, help?.zh, help?.en]) expect(said?.length).toBeGreaterThan(3);
  });

  it('of a block alone: where peers answer, and once it is said, by which TLS authority', () => {
    const found = stateOf(plan([file('a.block', genesis)]), 'asking');
    expect(found.missing).toEqual(['certificate', 'key', 'gateway']);
    const answered = stateOf(plan([file('a.block', genesis)], { gateway: 'grpcs://peer.example:7051' }), 'asking');
    expect(answered.missing).toEqual(['certificate', 'key', 'tls-ca']);
    expect(answered.questions.find(({ name }) => name === 'organisations')?.suggestion).toBe(
      'BankAMSP\nCourtMSP\nSupplierMSP',
    );
    expect(answered.questions.find(({ name }) => name === 'need')?.suggestion).toBe('2');
  });

  it('a TLS authority that the profile names only by its path', () => {
    const value = profile(1, { tlsCACerts: { path: '/tmp/ca.pem' } });
    const files = [file('a.yaml', stringify(value)), block(), ...identity];
    expect(stateOf(plan(files), 'asking').missing).toEqual(['tls-ca']);
    const path = join(dir, 'ca.pem');
    writeFileSync(path, TLS_CA);
    const { made } = stateOf(plan(files, { 'tls-ca': path }), 'ready');
    expect(parseFabricFile(made.bytes, nodeCrypto).gateways[0]?.ca).toBe(TLS_CA);
  });

  it.each([
    ['gateway', 'https://peer.example:7051'],
    ['gateway', 'grpc://peer.example:7051'],
    ['gateway', 'grpcs://peer.example'],
    ['chaincode', 'a b'],
    ['organisations', 'NobodyMSP'],
    ['organisations', 'CourtMSP\nCourtMSP'],
    ['need', '4'],
    ['need', '0'],
  ])('%s is not %j', (name, answer) => {
    const found = stateOf(plan([file('a.block', genesis)], { [name]: answer }), 'asking');
    expect(Object.keys(found.faults)).toEqual([name]);
  });
});

describe('files that do not fit together are refused, with what to do', () => {
  const refused = (files: readonly ForeignFile[]) => stateOf(plan(files), 'refused').says.en;
  const stranger = pemOf(certificateOf('stranger', { units: ['client'], issuer: 'ca Stranger' }));
  const ofBeta = pemOf(certificateOf('client of Beta', { units: ['client'], issuer: 'ca Beta' }));

  it.each([
    [
      'a key of another certificate',
      [block(), identity[0], file('k', keyPem('another'))],
      'not that of the certificate',
    ],
    ['an identity of no organisation there', [block(), file('c', stranger)], 'not by the CA of any organisation'],
    [
      'an identity of another organisation',
      [file('p', JSON.stringify(profile(1))), block(), file('c', ofBeta)],
      'one organisation',
    ],
    ['two blocks', [block(), block()], 'more than one file'],
  ])('%s', (_, files, said) => expect(refused(files as ForeignFile[])).toContain(said));
});

it('a profile with a private key inside becomes a connection that works, and nothing else of it is kept', async () => {
  const fake = await FakeFabric.start(1, 2, tlsCredentials());
  onTestFinished(() => fake.end());
  const log = new TestLog(150).grow(3);
  fake.register(log.vkey);
  const [port = 0] = fake.gateways;
  const given = file('connection.yaml', stringify(profile(port)));
  expect(fromUtf8(given.bytes)).toContain('PRIVATE KEY');
  const { made } = stateOf(plan([given, block(fake.orderers), ...identity]), 'ready');
  expect(fromUtf8(made.bytes)).not.toContain('PRIVATE KEY');
  expect(made.secrets.map(({ name }) => name)).toEqual([`fabric:${CHANNEL}:client-key`]);
  expect(fromUtf8(made.secrets[0]?.value ?? utf8(''))).toBe(CLIENT.key);
  const parsed = parseFabricFile(made.bytes, nodeCrypto);
  expect(parsed.gateways).toEqual([
    { organisation: 'Alpha', url: `grpcs://127.0.0.1:${port}`, ca: TLS_CA, hostname: TLS_NAME },
  ]);
  expect(parsed.orderers.map(({ organisation }) => organisation)).toEqual(['Alpha', 'Beta']);
  expect(parsed.trust.logs.map(({ origin }) => origin)).toEqual([key.name]);

  const secrets = { read: (name: string) => made.secrets.find((one) => one.name === name)?.value ?? null };
  const steps = await made.connection.test?.(secrets, { origin: key.name, request: requestOf(log), confirmed: null });
  expect(steps?.map(({ state }) => state)).toEqual(Array(6).fill('passed'));
  const request = requestOf(log);
  const opened = made.connection.open(secrets);
  if (opened.is !== 'chain') throw new Error('a chain');
  const { connector } = opened;
  const prepared = await connector.prepare(request);
  const job = {
    ...prepared,
    connector: connector.name,
    size: 3,
    state: 'submitted',
    attempts: 1,
    receipt: null,
  } as const;
  await connector.submit(job, request);
  expect(await connector.confirm(job)).toEqual({ state: 'final' });

  // over TLS nobody else answers: by another authority, or under another name
  for (const over of [
    { ca: pemOf(certificateOf('tls ca Other', { authority: true })) },
    { hostname: 'peer0.beta.test' },
  ]) {
    const gateways = parsed.gateways.map((one) => ({ ...one, ...over }));
    const { fabricFileBytes } = await import('../../core/node/connectors/fabric/connection-file.ts');
    const other = CONNECTION_KINDS.of('fabric')?.read(fabricFileBytes({ ...parsed, gateways }));
    const port = other?.open(secrets);
    if (port?.is !== 'chain') throw new Error('a chain');
    expect(await port.connector.prepare(request).then(() => 'prepared', errorCode)).toBe('anchor-unavailable');
  }
});

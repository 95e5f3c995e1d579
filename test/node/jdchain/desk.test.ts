/** A desk at a JD Chain ledger, from the file that it is given to a certificate that a stranger finds proven. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANCHOR_KINDS } from '../../../core/anchors/index.ts';
import { fromBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { trustBundleBytes, trustFingerprint } from '../../../core/formats/trust.ts';
import { main } from '../../../core/node/cli/main.ts';
import { jdchainConnectionsWith } from '../../../core/node/connectors/jdchain/index.ts';
import { connectionKinds } from '../../../core/node/connectors/kind.ts';
import { Desk, type DeskOptions } from '../../../core/node/desk/desk.ts';
import type { Kinds } from '../../../core/node/desk/kinds.ts';
import { verifyFiles } from '../../../core/node/verify/verify-files.ts';
import { RECORD_KINDS } from '../../../core/records/index.ts';
import { vectors } from '../../anchor/jdchain/support/vectors.ts';
import { EVERYTHING } from '../support/query.ts';
import { HttpNetwork, TEST_PATIENCE } from './support/http-network.ts';

interface KeyVector {
  readonly pubKeyBase58: string;
  readonly keyFile: { readonly password: string; readonly privKeyFile: string };
}

const folder = mkdtempSync(join(tmpdir(), 'notary-jdchain-'));
const home = join(folder, 'home');
/** Nothing is waited for that may be under way: a desk would wait for minutes after it was opened again. */
const kinds: Kinds = {
  anchors: ANCHOR_KINDS,
  connections: connectionKinds([jdchainConnectionsWith(TEST_PATIENCE)]),
  records: RECORD_KINDS,
};
const options: DeskOptions = { home, version: '9.9.9', oldRuntime: false, program: 'test', kinds };
const document = join(folder, 'contract.txt');
let network: HttpNetwork;
beforeAll(async () => {
  network = await HttpNetwork.start();
  writeFileSync(join(folder, 'ledger.json'), network.bytes());
  const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  desk.chains.add({
    paths: [join(folder, 'ledger.json')],
    answers: { texts: {}, files: {} },
    fingerprint: null,
    typed: null,
    required: true,
  });
  await desk.close();
});
afterAll(async () => {
  await network.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function cli(...args: string[]) {
  const printed = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      printed.out += text;
    },
    err: (text: string) => {
      printed.err += text;
    },
    showsProgress: false,
  };
  return { code: await main(['--home', home, '--lang', 'en', ...args], terminal, kinds), ...printed };
}

it('waits without a key and says what to do, and shows the key that it is then given, never the private one', async () => {
  const desk = await Desk.open(options);
  writeFileSync(document, 'contract');
  await desk.intake({ paths: [document], again: false }).done;
  await desk.seal();
  const [chain] = desk.chains.list();
  expect(chain?.problem).toMatchObject({ code: 'anchor-unavailable', details: { reason: 'jd-no-key' } });
  await desk.close();

  const [, ed] = vectors<{ keys: readonly KeyVector[] }>('keys').keys;
  if (!ed) throw new Error('no key');
  const file = join(folder, 'user.priv');
  writeFileSync(file, `${ed.keyFile.privKeyFile}\n`);
  process.env.NOTARY_KEY_PASSWORD = 'another password';
  expect((await cli('chain', 'key', network.id, '--from', file)).code).not.toBe(0);
  process.env.NOTARY_KEY_PASSWORD = ed.keyFile.password;
  const read = await cli('chain', 'key', network.id, '--from', file);
  delete process.env.NOTARY_KEY_PASSWORD;
  expect(read).toMatchObject({ code: 0, out: expect.stringContaining(ed.pubKeyBase58) });
  expect(await cli('chain', 'key', network.id)).toMatchObject({ code: 0, out: read.out });
  const stored = ['secrets.json', 'notary.db'].map((name) => readFileSync(join(home, name)).toString('latin1'));
  for (const bytes of stored) expect(bytes).not.toContain(ed.keyFile.privKeyFile);

  const tried = await cli('chain', 'test', network.id);
  expect(tried.out).toContain('✓ this desk has a key of a user');
  expect(tried.out).toContain(
    '✕ the user is registered and may write: The members have not registered the key of this desk',
  );
  network.jd.registerUser(fromBase58(ed.pubKeyBase58));
  expect(await cli('chain', 'test', network.id)).toMatchObject({ code: 0 });
});

it('anchors what it had sealed, and the certificate is proven offline under the bundle of the ledger', async () => {
  const desk = await Desk.open(options);
  const [id = ''] = desk.records(EVERYTHING).rows.map((row) => row.id);
  const state = async () => {
    await desk.seal();
    return desk.record(id).state;
  };
  await expect.poll(state).toBe('anchored');
  expect(desk.record(id).confirmations).toMatchObject([{ kind: 'jdchain', consortium: 'JD Chain consortium' }]);
  await desk.certificates.certify([id], [], folder);
  const logs = desk.verification.trust().flatMap(({ bundle }) => bundle.logs);
  await desk.close();
  await network.stop(); // nobody is asked

  const bundle = { ...network.bundle(), logs };
  const fingerprint = trustFingerprint(trustBundleBytes(bundle), nobleCrypto);
  const certificate = join(folder, readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? '');
  const trust = [{ bundle, fingerprint, compared: true }];
  const [checked] = await verifyFiles([certificate, document], { trust });
  expect(checked?.report?.verdict).toBe('proven');
});

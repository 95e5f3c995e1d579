/** A desk as it is used, at a live consortium: a chain that is not required, and evidence renewed under later members. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { consortiumFileBytes } from '../../core/node/cometbft/consortium-file.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { describeLive } from './support/live.ts';

await describeLive('a desk at a live consortium', (live) => {
  const folder = mkdtempSync(join(tmpdir(), 'live-desk-'));
  let desk: Desk;
  beforeAll(async () => {
    const options = { home: join(folder, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' };
    const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
    ({ desk } = await Desk.init(options, { language: 'en', holder }));
    const [bundle] = desk.verification.trust();
    await live().register(bundle?.bundle.logs[0]?.keys[0]?.vkey ?? '', 'Harbour Trading');
  });
  afterAll(async () => {
    await desk?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Brings the chain in as it stands now; its bundle. */
  async function bringIn(name: string): Promise<TrustBundle> {
    const file = await live().file();
    const path = join(folder, `${name}.consortium.json`);
    writeFileSync(path, consortiumFileBytes(file));
    desk.chains.add({
      paths: [path],
      answers: { texts: {}, files: {} },
      fingerprint: null,
      typed: null,
      required: false,
    });
    return file.trust;
  }

  const document = join(folder, 'contract.txt');

  async function verdict(out: string, bundle: TrustBundle): Promise<string | undefined> {
    const fingerprint = trustFingerprint(trustBundleBytes(bundle), nobleCrypto);
    const trust = [{ bundle, fingerprint, compared: true }];
    const [checked] = await verifyFiles([out, document], { trust, acceptDemo: true });
    return checked?.report?.verdict;
  }

  test('a chain that is not required is in the certificate when it confirms at once, and evidence is renewed', async () => {
    const before = await bringIn('before');
    let id = '';
    // on a slow machine a block may come too late for a chain that is not waited for
    for (let i = 0; i < 20 && (id === '' || desk.record(id).confirmations.length === 0); i++) {
      writeFileSync(document, `contract ${i}`);
      const [item] = await desk.intake({ paths: [document], again: false }).done;
      id = item?.recordId ?? '';
      await desk.seal();
      expect(desk.record(id).state).toBe('anchored');
    }
    const [confirmation, ...more] = desk.record(id).confirmations;
    expect(more).toEqual([]);
    expect(confirmation).toMatchObject({
      kind: 'cometbft',
      consortium: before.name,
      demo: true,
      quorum: { need: 3, all: 4 },
    });
    // who asks for test networks may count it, this desk's lists do not
    expect(desk.record(id).standing).toMatchObject({ is: 'test', by: [{ demo: true, of: 4 }] });
    const first = join(folder, 'first');
    await desk.certificates.certify([id], [], first);
    expect(await verdict(first, before)).toBe('proven');

    await live().decide({ do: 'remove-member', organisation: 'Dunlin Audit' });
    const closed = async () => (await live().file()).trust.chains[0]?.epochs.length;
    await expect.poll(closed, { timeout: 120_000 }).toBe(2);
    const after = await bringIn('after');
    expect(desk.chains.list()).toMatchObject([{ required: false, enabled: true }]);
    expect(await verdict(first, after)).toBe('self-attested');
    expect(await verdict(first, before)).toBe('proven');
    // the block after the epoch's last one may take a moment
    let again = 0;
    const renewed = async () => {
      again += 1;
      const out = join(folder, `renewed-${again}`);
      await desk.certificates.certify([id], [], out);
      return await verdict(out, after);
    };
    await expect.poll(renewed, { timeout: 120_000, interval: 1000 }).toBe('proven');
  });
});

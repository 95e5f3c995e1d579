/**
 * A desk at a real network of Hyperledger Fabric, where FABRIC_BIN names an unpacked release: from what an operator hands
 * out to a certificate that is proven with nothing but the bundle.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FABRIC } from '../../core/anchors/fabric/evidence.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { trustBundleBytes, trustFingerprint } from '../../core/formats/trust.ts';
import { CLIENT_KEY, parseFabricFile } from '../../core/node/connectors/fabric/connection-file.ts';
import { fabricFromProfile } from '../../core/node/connectors/fabric/from-profile.ts';
import { secretName } from '../../core/node/connectors/kind.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { openKeys, readKeyInfo } from '../../core/node/home/keys.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { endProcess } from '../../scripts/consortium/processes.ts';
import { bringUp, filesOf, makeNetwork, registerLog, takeDown } from '../../scripts/fabric/network/commands.ts';
import { CHANNEL, genesisOf, markOf, type Network, NODES, ORDERINGS } from '../../scripts/fabric/network/network.ts';
import { Release } from '../../scripts/fabric/network/release.ts';

const live = process.env.FABRIC_BIN ? ORDERINGS : [];
if (live.length === 0)
  test('a desk at a live network of Hyperledger Fabric', (context) =>
    context.skip('FABRIC_BIN names no unpacked release, so no network was started'));

describe.each(live)('a desk at a channel ordered by %s', (ordering) => {
  const dir = mkdtempSync(join(tmpdir(), 'fabric-desk-'));
  const net = join(dir, 'net');
  const home = join(dir, 'home');
  const connection = join(dir, 'channel.fabric.json');
  const options = { home, version: '9.9.9', oldRuntime: false, program: 'test' };
  let release: Release;
  let network: Network;
  let desk: Desk;
  beforeAll(async () => {
    release = Release.find(process.env);
    network = await makeNetwork(net, ordering, release);
    await bringUp(net, network, release);
    const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
    ({ desk } = await Desk.init(options, { language: 'en', holder }));
  });
  afterAll(async () => {
    await desk?.close();
    if (network) await takeDown(net, network);
    rmSync(dir, { recursive: true, force: true });
  });

  const log = () => readKeyInfo(home).log;

  /** What the first organisation's operator hands out, and what is suggested for what it does not say. */
  function imported() {
    const [one] = network.organisations;
    if (!one) throw new Error('no organisation');
    const { profile, certificate, key } = filesOf(net, one);
    const files = [profile, genesisOf(net), certificate, key].flatMap((path) => {
      const file = { name: basename(path), bytes: Uint8Array.from(readFileSync(path)) };
      const recognised = fabricFromProfile.recognise(file);
      return recognised ? [{ ...file, ...recognised }] : [];
    });
    expect(files.map(({ part }) => part)).toEqual(['profile', 'configuration', 'certificate', 'key']);
    const { name: origin, text: vkey } = log();
    const who = { origin, organisation: 'Harbour Trading', logKeys: [{ vkey, from: 0, to: null }] };
    const questions = fabricFromProfile.questions(files, new Map(), who);
    if ('refused' in questions) throw new Error(questions.refused.en);
    const answers = new Map(questions.flatMap((one) => (one.suggestion ? [[one.name, one.suggestion] as const] : [])));
    const made = fabricFromProfile.make(files, answers, who);
    if ('refused' in made) throw new Error(made.refused.en);
    return made;
  }

  const states = async () =>
    (await desk.chains.test(CHANNEL))?.map(({ state, error }) => error?.details.reason ?? state);

  async function sealed(word: string): Promise<{ readonly document: string; readonly id: string }> {
    const document = join(dir, `${word}.txt`);
    writeFileSync(document, word);
    const [item] = await desk.intake({ paths: [document], again: false }).done;
    await desk.seal();
    return { document, id: item?.recordId ?? '' };
  }

  test('joins with what the operator hands out, and is told to have its log registered', async () => {
    const { file, secrets } = imported();
    writeFileSync(connection, file);
    desk.chains.add({
      paths: [connection],
      answers: { texts: {}, files: {} },
      fingerprint: null,
      typed: null,
      required: true,
    });
    await desk.close();
    const keys = await openKeys(home, {});
    keys.secrets.write(secretName({ kind: FABRIC, id: CHANNEL }, CLIENT_KEY), secrets[CLIENT_KEY] ?? new Uint8Array(0));
    desk = await Desk.open(options);
    const { id } = await sealed('before');
    expect(desk.record(id).state).toBe('sealed');
    expect(await states()).toEqual(['passed', 'passed', 'passed', 'passed', 'unknown-log', 'not-run']);
  });

  test('is confirmed once it is registered, and its certificate is proven', async () => {
    await registerLog(net, network, release, log());
    expect(await states()).toEqual(Array(6).fill('passed'));
    const { document, id } = await sealed('a contract');
    expect(desk.record(id).state).toBe('anchored');
    const out = join(dir, 'certificate');
    await desk.certificates.certify([id], [], out);
    const { trust: bundle } = parseFabricFile(Uint8Array.from(readFileSync(connection)), nobleCrypto);
    const fingerprint = trustFingerprint(trustBundleBytes(bundle), nobleCrypto);
    const trust = [{ bundle, fingerprint, compared: true }];
    const [checked] = await verifyFiles([out, document], { trust, acceptDemo: false });
    expect(checked?.report?.verdict).toBe('proven');
  });

  test('goes on with three of four organisations', async () => {
    const last = network.organisations.at(-1);
    if (!last) throw new Error('no organisation');
    for (const node of NODES) await endProcess(markOf(net, last, node), 'SIGKILL');
    const { id } = await sealed('another contract');
    await expect
      .poll(async () => {
        // where the one that led is gone, the others choose another first
        await desk.seal();
        return desk.record(id).state;
      })
      .toBe('anchored');
  });
});

/**
 * Four organisations of a real network of Hyperledger Fabric, where FABRIC_BIN names an unpacked release: the chaincode
 * on their peers, and their blocks read by what verifies certificates.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  dataHash,
  hasItsData,
  headerBytes,
  isSignedBy,
  lastConfig,
  readBlock,
} from '../../core/anchors/fabric/block.ts';
import { submitArguments } from '../../core/anchors/fabric/chaincode.ts';
import { readConfiguration } from '../../core/anchors/fabric/configuration.ts';
import { allEndorsementsHold, contentOf, endorsersOf, readEnvelope } from '../../core/anchors/fabric/proposal.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { checkpointText } from '../../core/formats/checkpoint.ts';
import { noteBytes, signNote } from '../../core/formats/note.ts';
import { endProcess, isRunning } from '../../scripts/consortium/processes.ts';
import {
  asAdmin,
  bringUp,
  invoke,
  makeNetwork,
  query,
  registerLog,
  statusOf,
  takeDown,
} from '../../scripts/fabric/network/commands.ts';
import { CHANNEL, genesisOf, markOf, type Network, NODES, ORDERINGS } from '../../scripts/fabric/network/network.ts';
import { Release } from '../../scripts/fabric/network/release.ts';
import { logSigner } from '../core/support/keys.ts';
import { PlainTree } from '../core/support/plain-tree.ts';

const log = logSigner('live');
const origin = log.key.name;
const leaves = (word: string) => Array.from({ length: 30 }, (_, i) => utf8(`${word} ${i}`));
const tree = new PlainTree(leaves('leaf'));
const fork = new PlainTree(leaves('other'));

function noteOf(size: number, of = tree): string {
  const text = checkpointText({ origin, size, root: of.root(size) });
  return fromUtf8(noteBytes({ text, signatures: [signNote(text, log)] }));
}

const submission = (size: number, from: number, of = tree) => ({
  function: 'submitCheckpoint',
  args: submitArguments({ origin, size }, noteOf(size, of), from === 0 ? [] : of.proof(from, size), from),
});

const live = process.env.FABRIC_BIN ? ORDERINGS : [];
if (live.length === 0)
  test('a live network of Hyperledger Fabric', (context) =>
    context.skip('FABRIC_BIN names no unpacked release, so no network was started'));

describe.each(live)('four organisations, ordered by %s', (ordering) => {
  const dir = mkdtempSync(join(tmpdir(), 'fabric-live-'));
  let release: Release;
  let network: Network;
  beforeAll(async () => {
    release = Release.find(process.env);
    network = await makeNetwork(dir, ordering, release);
    await bringUp(dir, network, release);
  });
  afterAll(async () => {
    if (network) await takeDown(dir, network);
    rmSync(dir, { recursive: true, force: true });
  });

  const send = (call: ReturnType<typeof submission>, endorsers = network.organisations) =>
    invoke(dir, network, release, call, endorsers);
  const everywhere = (call: { function: string; args: readonly string[] }) =>
    Promise.all(network.organisations.map((one) => query(dir, one, release, call)));

  /** A block as the orderer of the first organisation holds it. */
  async function fetched(which: string) {
    const [one] = network.organisations;
    if (!one) throw new Error('no organisation');
    const path = join(dir, 'fetched.block');
    const orderer = ['-o', `127.0.0.1:${one.ports.orderer}`, '--tls', '--cafile'];
    const authority = join(
      dir,
      `crypto/ordererOrganizations/orderer.${one.name}.test/orderers/node0.orderer.${one.name}.test/tls/ca.crt`,
    );
    await asAdmin(dir, one, release, ['channel', 'fetch', which, path, '-c', CHANNEL, ...orderer, authority]);
    return readBlock(Uint8Array.from(readFileSync(path)));
  }

  test('keep what extends what they have, each in its own ledger', async () => {
    await registerLog(dir, network, release, log.key);
    await registerLog(dir, network, release, log.key);
    await send(submission(7, 0));
    await send(submission(20, 7));
    for (const said of await everywhere({ function: 'getCheckpoint', args: [origin, '20'] }))
      expect(`${said.trimEnd()}\n`).toBe(noteOf(20));
  });

  test.each([
    ['what was accepted', 'ALREADY_ACCEPTED: size 20', submission(20, 7)],
    ['what is smaller', 'NOT_MONOTONIC: size 9 < accepted 20', submission(9, 7)],
    ['another history', 'FORK: no consistency between accepted size 20 and size 25', submission(25, 20, fork)],
    ['another root', 'FORK: size 20 already accepted with another root', submission(20, 7, fork)],
    ['a proof from another size', 'STALE: accepted size is 20, the proof starts at 9', submission(25, 9)],
  ])('refuse %s', async (_, words, call) => {
    await expect(send(call)).rejects.toThrow(words);
  });

  test('sign blocks of one transaction that hold for whoever verifies', async () => {
    const block = await fetched('newest');
    expect(block.entries.length).toBe(1);
    expect(hasItsData(block, nobleCrypto)).toBe(true);
    const transaction = readEnvelope(block.entries[0] as Uint8Array);
    const { writes, chaincodes } = contentOf(transaction);
    expect(chaincodes).toEqual(['notary', 'notary', 'notary']);
    expect(writes.map(({ key, value }) => [key, fromUtf8(value as Uint8Array)])).toEqual([
      [`checkpoint/${origin}/20`, noteOf(20)],
      [`latest/${origin}`, noteOf(20)],
    ]);
    expect(allEndorsementsHold(transaction)).toBe(true);
    expect(
      endorsersOf(transaction)
        .map(({ mspId }) => mspId)
        .sort(),
    ).toEqual(['AsterMSP', 'BeringMSP', 'CedarMSP', 'DunlinMSP']);
  });

  // by Raft a block has one signature
  if (ordering === 'bft')
    test('and have a quorum of signatures of those that the first block names', async () => {
      const block = await fetched('newest');
      const genesis = readConfiguration(readBlock(Uint8Array.from(readFileSync(genesisOf(dir)))));
      expect(lastConfig(block.value)).toBe(0);
      if (genesis.ordering.by !== 'quorum') throw new Error('not ordered by a quorum');
      const { consenters } = genesis.ordering;
      const header = headerBytes(block, dataHash(block.entries, nobleCrypto));
      const signers = consenters.filter(({ certificate }) =>
        block.signatures.some((one) => isSignedBy(one, block.value, header, certificate.key.bits)),
      );
      expect(consenters.length).toBe(4);
      expect(signers.length).toBe(3);
      expect(block.signatures.length).toBe(3);
    });

  test('go on without one of them, and take it up again', async () => {
    const last = network.organisations.at(-1);
    if (!last) throw new Error('no organisation');
    for (const node of NODES) await endProcess(markOf(dir, last, node), 'SIGKILL');
    expect((await statusOf(dir, network, release)).at(-1)).toEqual({ name: last.name, running: [], height: null });
    const [one, ...others] = network.organisations.slice(0, 3);
    if (!one) throw new Error('no organisation');
    // where the one that led is gone, the others choose another first, and what failed may come about later
    await expect
      .poll(async () => {
        await send(submission(25, 20), [one, ...others]).catch(() => undefined);
        return `${(await query(dir, one, release, { function: 'latest', args: [origin] })).trimEnd()}\n`;
      })
      .toBe(noteOf(25));
    await bringUp(dir, network, release);
    await expect
      .poll(async () => new Set((await statusOf(dir, network, release)).map(({ height }) => height)).size)
      .toBe(1);
    for (const said of await everywhere({ function: 'latest', args: [origin] }))
      expect(`${said.trimEnd()}\n`).toBe(noteOf(25));
  });

  test('are gone without a trace', async () => {
    const marks = network.organisations.flatMap((one) => NODES.map((node) => markOf(dir, one, node)));
    expect(marks.every(isRunning)).toBe(true);
    await takeDown(dir, network);
    expect(marks.some(isRunning)).toBe(false);
    expect(existsSync(join(dir, 'crypto'))).toBe(false);
  });
});

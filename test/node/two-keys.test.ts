/**
 * A log whose key was changed: the home holds both keys with the sizes they sign, the origin stays, what the first key signed
 * holds for ever. Making such a home is no command yet; here it is written by hand.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EmbeddedWitness } from '../../core/anchors/embedded-witness.ts';
import { ed25519PublicKey, nobleCrypto } from '../../core/crypto.ts';
import { fromBase64, toBase64, toHex, utf8 } from '../../core/formats/bytes.ts';
import { checkpointText, isFirstKey } from '../../core/formats/checkpoint.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { parseVerifierKey, signNote } from '../../core/formats/note.ts';
import { ownBundle } from '../../core/formats/trust.ts';
import type { LogKey } from '../../core/formats/trusted.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { createKeys, type FileKeyStore, openKeys, readKeyInfo } from '../../core/node/home/keys.ts';
import { openStore, type SqliteStore } from '../../core/node/store/sqlite-store.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { seal } from '../../core/node/system/sealing.ts';
import { Notary } from '../../core/notary.ts';
import type { ChainConnector } from '../../core/ports.ts';
import { verify } from '../../core/verification/verify.ts';
import { accept, bank } from '../core/support/evidence.ts';
import { file } from '../core/support/notary.ts';
import { outcome } from '../core/support/outcome.ts';
import { FakeClock, fakeRandom, OutsideWitness } from '../fakes/ports.ts';
import { testFolder } from './support/folder.ts';

const clock = new FakeClock('2026-11-29T05:38:00.250Z');
const random = fakeRandom('two keys');

function notaryOver(store: SqliteStore, keys: FileKeyStore, more: readonly ChainConnector[] = []): Notary {
  const witness = { signer: keys.witness, logKeys: keys.logKeys, state: store, clock, crypto: nodeCrypto };
  const connectors = [new EmbeddedWitness(witness), ...more];
  return new Notary({ store, keys, clock, random, connectors, deskFacts: () => ({}), crypto: nodeCrypto });
}

/** A home with a database, whose keys lie in a file. */
async function newHome() {
  const home = join(testFolder(), 'home');
  const { keys } = await createKeys(home, {});
  const store = openStore(homePaths(home).database);
  onTestFinished(() => store.close());
  return { home, keys, store };
}

/** Gives the log another key that signs from the next leaf on, as a later version will do it. */
function rotate(home: string, size: number): void {
  const paths = homePaths(home);
  const keyFile = JSON.parse(readFileSync(paths.keys, 'utf8'));
  const dataKey = fromBase64(readFileSync(paths.dataKey, 'latin1').trim());
  const seed = new Uint8Array(32).fill(7);
  const publicKey = toBase64(ed25519PublicKey(seed));
  const log = { publicKey, sealed: toBase64(seal(seed, dataKey, 'notary-desk/seed/v1/log')) };
  const [first] = keyFile.logKeys;
  const logKeys = [
    { ...first, to: size },
    { publicKey, from: size + 1, to: null },
  ];
  writeFileSync(paths.keys, JSON.stringify({ ...keyFile, log, logKeys }));
}

const bundleOf = ({ origin, witness }: FileKeyStore, logKeys: readonly LogKey[]) =>
  accept(ownBundle({ name: 'desk', organisation: 'desk', origin, logKeys, witnessKeys: [witness.key] }));
const judged = (files: EvidenceFiles, keys: FileKeyStore, logKeys = keys.logKeys) =>
  verify(files, { document: null, trust: [bundleOf(keys, logKeys)], page: { state: 'not-run', reason: 'no-page' } });

describe('a log with two keys', () => {
  it('signs with the present one, and the bundle that names both verifies what either signed', async () => {
    const { home, keys: before, store } = await newHome();
    const [first] = notaryOver(store, before).add([file('first')]);
    notaryOver(store, before).seal();
    await notaryOver(store, before).anchorPending();
    rotate(home, 1);

    const keys = await openKeys(home, {});
    const notary = notaryOver(store, keys);
    expect([keys.origin, keys.log.key.name]).toEqual([before.origin, before.origin]);
    expect(isFirstKey(keys.log.key, nobleCrypto)).toBe(false);
    const [second] = notary.add([file('second')]);
    notary.seal();
    expect(await notary.anchorPending()).toMatchObject([{ confirmed: 2, error: null }]);

    const [old, young] = [first, second].map((added) => notary.evidence(added?.record.id ?? ''));
    if (!old || !young) throw new Error('no evidence');
    expect(keys.logKeys.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, null],
    ]);
    expect([judged(old, keys).verdict, judged(young, keys).verdict]).toEqual(['self-attested', 'self-attested']);
    const [onlyFirst, onlySecond] = keys.logKeys.map((key) => [{ ...key, from: 0, to: null }]);
    expect(judged(young, keys, onlyFirst)).toMatchObject({ verdict: 'untrusted' });
    expect(judged(old, keys, onlySecond)).toMatchObject({ verdict: 'untrusted' });
    expect(judged(old, keys, onlyFirst)).toMatchObject({ verdict: 'self-attested' });
  });

  it('goes on with what the first key had signed and nobody had confirmed', async () => {
    const { home, keys: before, store } = await newHome();
    const away = new OutsideWitness(bank, clock, { kind: 'example', id: 'notary-1' });
    away.troubles.push('away', 'away');
    const [first] = notaryOver(store, before, [away]).add([file('first')]);
    notaryOver(store, before).seal();
    await notaryOver(store, before, [away]).anchorPending();
    const id = first?.record.id ?? '';
    expect(judged(notaryOver(store, before, [away]).evidence(id), before).pending).not.toBeNull();
    rotate(home, 1);

    const keys = await openKeys(home, {});
    const notary = notaryOver(store, keys, [away]);
    // nothing is stated under a key that signs this checkpoint no more: the certificate still holds
    const waiting = judged(notary.evidence(id), keys);
    expect(waiting).toMatchObject({ verdict: 'self-attested', pending: null });
    notary.recover();
    await notary.anchorPending();
    await notary.anchorPending();
    expect(notary.record(id).state).toBe('anchored');
  });

  it('neither signs sizes of the first key again, nor is cosigned with the wrong key', async () => {
    const { home, keys: before, store } = await newHome();
    notaryOver(store, before).add([file('first')]);
    const sealed = notaryOver(store, before).seal();
    if (!sealed) throw new Error('nothing was sealed');
    rotate(home, 1);
    const keys = await openKeys(home, {});
    expect(outcome(() => signNote(checkpointText(sealed.checkpoint), keys.log))).toBe('internal');

    const { text } = sealed.note;
    const second = { key: keys.log.key, sign: (message: Uint8Array) => before.log.sign(message) };
    const request = {
      checkpoint: sealed.checkpoint,
      note: { text, signatures: [signNote(text, second)] },
      consistency: () => [],
    };
    const witness = new EmbeddedWitness({
      signer: keys.witness,
      logKeys: keys.logKeys,
      state: store,
      clock,
      crypto: nodeCrypto,
    });
    const job = {
      connector: witness.name,
      size: 1,
      ...(await witness.prepare(request)),
      state: 'prepared',
      attempts: 0,
      receipt: null,
    } as const;
    await expect(witness.submit(job, request)).rejects.toMatchObject({ code: 'anchor-refused' });
  });
});

describe('a home of 0.1.0', () => {
  it('has one key, after which its log is named, and is written anew when its keys are', async () => {
    const home = join(testFolder(), 'home');
    cpSync(join(import.meta.dirname, '../vectors/0.1.0/homes/chain'), home, { recursive: true });
    const paths = homePaths(home);
    const stored = JSON.parse(readFileSync(paths.keys, 'utf8'));
    expect(stored).toMatchObject({ v: 1 });
    expect(stored).not.toHaveProperty('origin');
    const { origin, logKeys, log } = readKeyInfo(home);
    expect(isFirstKey(log, nobleCrypto)).toBe(true);
    expect([origin, logKeys]).toEqual([log.name, [{ vkey: log.text, from: 0, to: null }]]);

    const keys = await openKeys(home, {});
    expect(keys.origin).toBe(origin);
    keys.renewRecoveryCode(fakeRandom('code'));
    expect(JSON.parse(readFileSync(paths.keys, 'utf8'))).toMatchObject({
      v: 2,
      origin,
      logKeys: [{ publicKey: stored.log.publicKey, from: 0, to: null }],
    });
    expect((await openKeys(home, {})).log.key.text).toBe(log.text);

    const store = openStore(paths.database, { create: false });
    expect(store.latestCheckpoint()?.checkpoint.origin).toBe(origin);
    store.close();
    const view = DeskView.open({ home, version: '2', oldRuntime: false });
    onTestFinished(() => view.close());
    expect(view.status(null, null).origin).toBe(origin);
    expect(toHex(parseVerifierKey(logKeys[0]?.vkey ?? '', nobleCrypto).publicKey)).toBe(
      toHex(fromBase64(stored.log.publicKey)),
    );
    expect(utf8(origin).length).toBe(69);
  });
});

/** A second chain that comes later: certificates from before stay what they are, later ones carry both, and records say by whom. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anchorKinds } from '../../core/anchors/kind.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { parseEvidenceSet } from '../../core/formats/evidence.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { connectionKinds } from '../../core/node/connectors/kind.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { Kinds } from '../../core/node/desk/kinds.ts';
import type { MachineClock } from '../../core/node/system/clock.ts';
import { RECORD_KINDS } from '../../core/records/index.ts';
import { verify } from '../../core/verification/verify.ts';
import { ledgerVerifier } from './ledger/anchor.ts';
import { Ledger, ledgerConnections, ledgerFile } from './ledger/connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'notary-later-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ledgers = [new Ledger('first'), new Ledger('second', new Uint8Array(32).fill(92))] as const;
const kinds: Kinds = {
  anchors: anchorKinds([ledgerVerifier]),
  connections: connectionKinds([ledgerConnections(ledgers)]),
  records: RECORD_KINDS,
};
/** A clock beside that of the ledgers, a second later whenever it is asked. */
let now = Date.UTC(2026, 10, 24, 6);
const clock: MachineClock = { state: () => 'synchronised', now: () => (now += 10), refresh: async () => {} };
const options = { home: join(folder, 'home'), version: '9.9.9', oldRuntime: false, program: 'test', kinds, clock };

let desk: Desk;
beforeAll(async () => {
  const made = await Desk.init(options, {
    language: 'en',
    holder: { name: 'Harbour', creditCode: null, operator: null },
  });
  desk = made.desk;
});
afterAll(() => desk.close());

const add = (ledger: Ledger, required = true) => {
  const path = join(folder, `${ledger.id}.json`);
  writeFileSync(path, ledgerFile(ledger));
  desk.chains.add({ paths: [path], answers: { texts: {}, files: {} }, fingerprint: null, typed: null, required });
};

async function sealed(name: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, `the contents of ${name}`);
  const [item] = await desk.intake({ paths: [path], again: false }).done;
  await desk.seal();
  await desk.anchored(600_000);
  return item?.recordId ?? '';
}

async function certified(id: string, out: string): Promise<Uint8Array> {
  const made = await desk.certificates.certify([id], [], join(folder, out));
  expect(made.errors).toEqual([]);
  return new Uint8Array(readFileSync(made.certificates[0]?.path ?? ''));
}

const setOf = (pdf: Uint8Array) => parseEvidenceSet(readAttachments(pdf).files, nobleCrypto);
const chainsOf = (pdf: Uint8Array) => setOf(pdf).evidence.anchors.map((one) => ledgerVerifier.chainId(one));
const confirmedBy = (id: string) => desk.record(id).confirmations.map((one) => ('chain' in one ? one.chain : ''));

it('is beside the first from then on, and changes nothing that was issued', async () => {
  add(ledgers[0]);
  const early = await sealed('early.txt');
  const before = await certified(early, 'before');
  expect([chainsOf(before), confirmedBy(early)]).toEqual([['first'], ['first']]);

  add(ledgers[1]);
  const late = await sealed('late.txt');
  const [after, again] = [await certified(late, 'after'), await certified(early, 'again')];
  expect([chainsOf(after).sort(), confirmedBy(late).sort()]).toEqual([
    ['first', 'second'],
    ['first', 'second'],
  ]);
  // the record is in the checkpoint that it was sealed with
  expect(again).toEqual(before);
  expect(confirmedBy(early)).toEqual(['first']);

  const bundle: TrustBundle = {
    ...ledgers[0].bundle(),
    logs: [
      {
        origin: setOf(before).record.origin,
        controller: 'desk',
        organisation: 'Harbour',
        keys: [{ vkey: setOf(before).evidence.keys[0] ?? '', from: 0, to: null }],
      },
    ],
    chains: ledgers.flatMap((ledger) => ledger.bundle().chains),
  };
  const verdict = (pdf: Uint8Array, chains: number) =>
    verify(setOf(pdf).files, {
      document: null,
      trust: [
        { bundle: { ...bundle, policy: { witnesses: 0, chains } }, fingerprint: '00'.repeat(32), compared: true },
      ],
      page: { state: 'not-run', reason: 'no-page' },
      anchorKinds: kinds.anchors,
    });
  expect([verdict(before, 1).verdict, verdict(after, 1).verdict]).toEqual(['proven', 'proven']);
  expect([verdict(before, 2).verdict, verdict(after, 2).verdict]).toEqual(['self-attested', 'proven']);
  expect(verdict(before, 1).policy?.parts.map(({ name, state }) => [name, state])).toEqual([
    ['first', 'stands'],
    ['second', 'missing'],
  ]);
});

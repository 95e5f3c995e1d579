/** Our client beside litewitness, a witness that others wrote: every answer that it gives, a restart, a lost state. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { addCheckpointBytes } from '../../core/formats/add-checkpoint.ts';
import { parseVerifierKey } from '../../core/formats/note.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { addCheckpoint } from '../../core/node/connectors/witness/http.ts';
import { testWitness } from '../../core/node/connectors/witness/steps.ts';
import { verify } from '../../core/verification/verify.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { chainConnectorContract, requestOf } from '../contracts/chain-connector.contract.ts';
import { accept } from '../core/support/evidence.ts';
import { TestLog } from '../member/support/consortium.ts';
import { Litewitness } from './support/litewitness.ts';
import { programsOrReason } from './support/programs.ts';
import { connectorTo, witnessFile } from './support/witness-file.ts';

const programs = await programsOrReason();

if ('reason' in programs) test('litewitness', (context) => context.skip(programs.reason));
else
  describe('litewitness', () => {
    const witness = new Litewitness(programs, mkdtempSync(join(tmpdir(), 'litewitness-')));
    beforeAll(async () => {
      await witness.prepare();
      await witness.start();
    });
    afterAll(() => witness.close());

    const connector = () => connectorTo(witness.url, witness.vkey);
    const accepted = (log: TestLog) => {
      witness.accept(log.origin, log.vkey);
      return log;
    };
    const cosign = (log: TestLog, by = connector()) => by.cosign(requestOf(log));
    const refusal = (log: TestLog, by = connector()) =>
      cosign(log, by).then(
        () => 'taken',
        (error) => (error instanceof NotaryError ? `${error.code} ${error.details.reason ?? ''}`.trim() : error),
      );

    describe('as a connector', () => {
      chainConnectorContract(async (vkey) => {
        witness.accept(vkey.split('+')[0] ?? '', vkey);
        return connector();
      });
    });

    it('says which size it knows (409), and gets the proof from there', async () => {
      const log = accepted(new TestLog(160).grow(3));
      const [first, second] = [connector(), connector()];
      expect(await cosign(log, first)).toMatchObject({ from: 0 });
      // a process that never asked before supposes nothing, and is told 3
      expect(await cosign(log.grow(4), second)).toMatchObject({ from: 3 });
      // one that asked before supposes 3, and is told 7
      expect(await cosign(log.grow(2), first)).toMatchObject({ from: 7 });
      expect(await cosign(log, first)).toMatchObject({ from: 9 });
    });

    it('refuses a log that it does not know, and a key that it does not know', async () => {
      // litewitness answers 403 to both where the standard has 404 for the first
      expect(await refusal(new TestLog(161).grow(1))).toMatch(/^anchor-refused witness-(unknown-log|key)$/);
      const log = accepted(new TestLog(162).grow(1));
      witness.know(log.origin, log.vkeyOf(new Uint8Array(32).fill(9)));
      expect(await refusal(log)).toBe('anchor-refused witness-key');
      witness.know(log.origin, log.vkey);
      expect(await refusal(log)).toBe('taken');
    });

    it('refuses a log that forked (422), and one that was rolled back (409)', async () => {
      const log = accepted(new TestLog(163).grow(4));
      await cosign(log);
      expect(await refusal(log.branch(163, 2).grow(5, 'other'))).toBe('anchor-refused witness-fork');
      expect(await refusal(new TestLog(163).grow(3))).toBe('anchor-refused witness-behind');
      expect(await refusal(log.grow(1))).toBe('taken');
    });

    it('answers 400 to what is no request, which no client of ours sends', async () => {
      const { note } = requestOf(accepted(new TestLog(164).grow(2)));
      const answer = await addCheckpoint({ url: witness.url, ca: null }, { old: 3, proof: [], note }, 30_000);
      expect(answer.status).toBe(400);
      const response = await fetch(`${witness.url}/add-checkpoint`, {
        method: 'POST',
        body: Buffer.from(addCheckpointBytes({ old: 0, proof: [], note })).subarray(3),
      });
      expect(response.status).toBe(400);
    });

    it('follows on after a restart; while it is away, nothing is refused for good', async () => {
      const log = accepted(new TestLog(165).grow(2));
      const by = connector();
      await cosign(log, by);
      await witness.stop();
      expect(await refusal(log.grow(1), by)).toBe('anchor-unavailable net-refused');
      await witness.start();
      expect(await cosign(log, by)).toMatchObject({ from: 2 });
    });

    it('that has lost its state signs again from nothing, and a test says so', async () => {
      const log = accepted(new TestLog(166).grow(5));
      const by = connector();
      await cosign(log, by);
      const tried = {
        file: witnessFile(witness.url, witness.vkey),
        key: parseVerifierKey(witness.vkey, nobleCrypto),
        connector: by,
      };
      const states = async () =>
        (await testWitness(tried, { origin: log.origin, request: requestOf(log), confirmed: 5 })).map(
          ({ state }) => state,
        );
      // plain HTTP on this machine has no TLS to try
      const reached = ['passed', 'not-run', 'passed'];
      expect(await states()).toEqual([...reached, 'passed', 'passed', 'passed']);
      witness.forget(log.origin);
      expect(await states()).toEqual([...reached, 'passed', 'failed', 'not-run']);
      expect(await states()).toEqual([...reached, 'passed', 'passed', 'passed']);
    });

    it('makes a certificate proven for whoever trusts it, and for nobody else', async () => {
      const desk = new TestDesk('litewitnessed', [connectorTo(witness.url, witness.vkey)]);
      const key = parseVerifierKey(desk.vkey, nobleCrypto);
      witness.accept(key.name, desk.vkey);
      const { id, sha256 } = desk.seal('a contract');
      await desk.anchored();
      const { trust } = witnessFile(witness.url, witness.vkey, { origin: key.name, keys: onlyKey(key) });
      const verdict = (bundle = trust) =>
        verify(desk.notary.evidence(id), {
          document: { name: 'contract', sha256 },
          trust: [accept(bundle)],
          page: { state: 'not-run', reason: 'no-page' },
        }).verdict;
      expect(verdict()).toBe('proven');
      expect(verdict({ ...trust, witnesses: [] })).toBe('self-attested');
      expect(verdict({ ...trust, policy: { witnesses: 2, chains: 0 } })).toBe('self-attested');
    });
  });

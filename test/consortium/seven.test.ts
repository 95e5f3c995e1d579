/** Seven live members; the engine's own library judges what their nodes answer about an anchored record. */
import { expect, test } from 'vitest';
import { readCometbftEvidence } from '../../core/anchors/cometbft/evidence.ts';
import { transactionHash } from '../../core/anchors/cometbft/header.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toBase64 } from '../../core/formats/bytes.ts';
import { TestDesk } from './support/desk.ts';
import { judgeOrReason, type RawAnswers } from './support/judge.ts';
import { describeLive } from './support/live.ts';

const judging = await judgeOrReason();

await describeLive(
  'seven live members',
  (live) => {
    async function raw(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
      const response = await fetch(live().url('aster'), { method: 'POST', body });
      return ((await response.json()) as { result: Record<string, unknown> }).result;
    }

    async function answersAbout(height: number, transaction: Uint8Array): Promise<RawAnswers> {
      const at = (offset: number) => ({ height: String(height + offset) });
      const pages = { page: '1', per_page: '100' };
      return {
        Chain: (await live().file()).chain,
        Tx: await raw('tx', { hash: toBase64(transactionHash(transaction, nobleCrypto)), prove: true }),
        Commit: await raw('commit', at(0)),
        Next: await raw('commit', at(1)),
        Validators: await raw('validators', { ...at(0), ...pages }),
        NextValidators: await raw('validators', { ...at(1), ...pages }),
      };
    }

    test('five are needed, and their own library agrees', async (context) => {
      const one = new TestDesk('seven', [await live().connector()]);
      await live().register(one.vkey);
      const sealed = one.seal('contract');
      await one.anchored();
      const report = one.verify(sealed, (await live().file()).trust);
      expect(report.verdict).toBe('proven');
      expect(report.quorum?.need).toBe(5);
      expect(report.quorum?.have).toBeGreaterThanOrEqual(5);
      const [anchor] = one.store.latestCheckpoint()?.anchors ?? [];
      const block = anchor && readCometbftEvidence(anchor).block;
      if (!block) throw new Error('nothing was anchored');
      if ('reason' in judging) return context.skip(judging.reason);
      const answers = await answersAbout(block.height, block.transaction);
      expect(judging.judge(answers)).toBe('accepted');
      expect(judging.judge({ ...answers, Chain: 'demo-another' })).not.toBe('accepted');
      expect(judging.judge({ ...answers, Next: answers.Commit })).not.toBe('accepted');
    });
  },
  7,
);

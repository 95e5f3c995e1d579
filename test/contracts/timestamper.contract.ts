/** What every time stamper must do, whatever authority stands behind it. */
import { beforeAll, expect, it } from 'vitest';
import { type AnchorVerifier, formSubject } from '../../core/anchors/kind.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode } from '../../core/errors.ts';
import type { AnchorJob, Timestamper, TimestampRequest } from '../../core/ports.ts';
import { TestLog } from '../member/support/consortium.ts';
import { requestOf } from './chain-connector.contract.ts';

/** `open` gives a time stamper whose authority answers; `verifier` is the offline verifier of its evidence. */
export function timestamperContract(open: () => Promise<Timestamper>, verifier: AnchorVerifier): void {
  const log = new TestLog(151).grow(3);
  const request = requestOf(log);
  let stamper: Timestamper;
  beforeAll(async () => {
    stamper = await open();
  });

  async function jobOf(asked: TimestampRequest): Promise<AnchorJob> {
    const job = { connector: stamper.name, size: asked.checkpoint.size, state: 'submitted', attempts: 1 } as const;
    return { ...job, ...(await stamper.prepare(asked)), receipt: null };
  }

  async function stamped(asked: TimestampRequest) {
    const job = await jobOf(asked);
    return { ...job, receipt: await stamper.submit(job) };
  }

  const outcome = (job: Awaited<ReturnType<typeof stamped>>, asked: TimestampRequest = request) =>
    stamper.evidence(job, asked).then(() => 'taken', errorCode);

  it('never prepares the same request twice', async () => {
    const [first, second] = [await stamper.prepare(request), await stamper.prepare(request)];
    expect(second.payload).not.toEqual(first.payload);
    expect(second.reference).not.toBe(first.reference);
  });

  it('takes a checkpoint to evidence that the offline verifier accepts, from the stored bytes of the token alone', async () => {
    const job = await stamped(request);
    const stored = { ...job, payload: Uint8Array.from(job.payload), receipt: Uint8Array.from(job.receipt) };
    const result = await (await open()).evidence(stored, request);
    expect([result.lines, result.keys, result.anchors.length]).toEqual([[], [], 1]);
    const [anchor] = result.anchors;
    const subject = formSubject(request.checkpoint, request.note);
    expect(anchor && verifier.check(anchor, subject, nobleCrypto).state).toBe('passed');
    expect(anchor && verifier.statement(anchor, nobleCrypto).shows).toBe('timestamp');
    expect(anchor && verifier.chainId(anchor)).toBe(stamper.authority.id);
    expect(anchor?.kind).toBe(stamper.authority.kind);
    expect(await stamper.evidence(stored, request)).toEqual(result);
  });

  it('refuses a token for another request, though it is about the same checkpoint', async () => {
    const [one, other] = [await stamped(request), await stamped(request)];
    expect(await outcome({ ...one, receipt: other.receipt })).toBe('anchor-invalid');
  });

  it('refuses a token about another checkpoint', async () => {
    const grown = requestOf(new TestLog(151).grow(4));
    expect(await outcome(await stamped(grown))).toBe('anchor-invalid');
  });

  it('refuses a token that was cut off or changed, wherever that is', async () => {
    const job = await stamped(request);
    const { receipt } = job;
    for (const length of [0, 1, receipt.length - 1])
      expect(await outcome({ ...job, receipt: receipt.slice(0, length) })).toBe('anchor-invalid');
    for (let place = 0; place < receipt.length; place += 7) {
      const changed = receipt.map((byte, i) => (i === place ? byte ^ 1 : byte));
      expect([place, await outcome({ ...job, receipt: changed })]).toEqual([place, 'anchor-invalid']);
    }
  });
}

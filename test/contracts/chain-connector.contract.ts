/** What every connector of a chain or witness must do, whatever stands behind it. */
import { beforeAll, expect, it } from 'vitest';
import { ed25519Sign, nobleCrypto } from '../../core/crypto.ts';
import { errorCode } from '../../core/errors.ts';
import { parseVerifierKey, signNote } from '../../core/formats/note.ts';
import type { AnchorJob, AnchorRequest, ChainConnector } from '../../core/ports.ts';
import { TestLog } from '../member/support/consortium.ts';

/** What a desk would ask about a log. */
export function requestOf(log: TestLog): AnchorRequest {
  const { text } = log.signed();
  const key = parseVerifierKey(log.vkey, nobleCrypto);
  const note = { text, signatures: [signNote(text, { key, sign: (message) => ed25519Sign(message, log.seed) })] };
  return { checkpoint: log.checkpoint(), note, consistency: (from) => log.proof(from) };
}

/** How connectors differ. */
interface Differences {
  /** Each preparation is a transaction of its own, told apart by a nonce. */
  readonly isNew?: boolean;
}

/** `open` gives a connector whose other side knows the log of this verifier key and has accepted nothing of it. */
export function chainConnectorContract(
  open: (vkey: string) => Promise<ChainConnector>,
  { isNew = false }: Differences = {},
): void {
  const log = new TestLog(150).grow(3);
  let connector: ChainConnector;
  beforeAll(async () => {
    connector = await open(log.vkey);
  });

  async function jobOf(request: AnchorRequest): Promise<AnchorJob> {
    const prepared = await connector.prepare(request);
    return {
      ...prepared,
      connector: connector.name,
      size: request.checkpoint.size,
      state: 'prepared',
      attempts: 0,
      receipt: null,
    };
  }

  async function send(request: AnchorRequest): Promise<AnchorJob> {
    const job = { ...(await jobOf(request)), attempts: 1 };
    const receipt = await connector.submit(job, request);
    // as it comes back from the store: a copy
    return { ...job, receipt: receipt && Uint8Array.from(receipt) };
  }

  /** The code of the refusal, at whichever step it comes. */
  const refusal = (log: TestLog) => send(requestOf(log)).then(() => 'taken', errorCode);
  const isFinal = (job: AnchorJob) =>
    expect.poll(async () => (await connector.confirm(job)).state, { timeout: 120_000 }).toBe('final');

  it('prepares without sending anything', async () => {
    const request = requestOf(log);
    const job = await jobOf(request);
    const again = await jobOf(request);
    if (isNew) expect(again.reference).not.toBe(job.reference);
    else expect(again).toEqual(job);
    expect(await connector.confirm(job)).toEqual({ state: 'unknown' });
    await expect(connector.evidence(job, request)).rejects.toMatchObject({ code: expect.stringMatching(/^anchor-/) });
  });

  it('takes a checkpoint to its evidence; what is sent twice is there once', async () => {
    const request = requestOf(log);
    const job = await send(request);
    await isFinal(job);
    const result = await connector.evidence(job, request);
    expect(result.lines.length + result.anchors.length).toBe(1);
    expect(result.keys).toHaveLength(result.lines.length);
    await connector.submit({ ...job, attempts: 2 }, request);
    await isFinal(job);
    const again = await connector.evidence(job, request);
    expect(again.lines).toEqual(result.lines);
    expect(again.anchors).toHaveLength(result.anchors.length);
  });

  it('takes a log that grew', async () => {
    const grown = new TestLog(150).grow(5);
    const job = await send(requestOf(grown));
    await isFinal(job);
    expect(await connector.confirm(job)).toEqual({ state: 'final' });
  });

  it('refuses a log that was rolled back, and one that forked', async () => {
    expect(await refusal(new TestLog(150).grow(4))).toBe('anchor-refused');
    expect(await refusal(log.branch(150, 2).grow(6, 'other'))).toBe('anchor-refused');
  });
}

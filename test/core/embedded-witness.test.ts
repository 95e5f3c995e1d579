/** The embedded witness does what a C2SP witness does: it cosigns what the log signed and what only grew. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode } from '../../core/errors.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { checkpointText } from '../../core/formats/checkpoint.ts';
import { checkLine, type NoteSigner, noteBytes, parseNote, signNote } from '../../core/formats/note.ts';
import { consistencyProof, logRoot } from '../../core/log/log.ts';
import type { AnchorJob, AnchorRequest } from '../../core/ports.ts';
import { desk, ownWitness } from './support/evidence.ts';
import { logSigner } from './support/keys.ts';
import { MemoryLog } from './support/memory-log.ts';
import { makeNotary } from './support/notary.ts';

/** A log of that many leaves, which differ by `fork`, and what a desk would ask the witness about it. */
function requestOf(size: number, fork = '', signer: NoteSigner = desk): AnchorRequest {
  const log = new MemoryLog();
  log.append(Array.from({ length: size }, (_, i) => utf8(`leaf ${i} ${fork}`)));
  const checkpoint = { origin: desk.key.name, size, root: logRoot(size, log.read, nobleCrypto) };
  const text = checkpointText(checkpoint);
  const note = { text, signatures: [signNote(text, signer)] };
  return { checkpoint, note, consistency: (from) => consistencyProof(from, size, log.read, nobleCrypto) };
}

function witness() {
  const { embedded, clock } = makeNotary();
  const jobOf = async (request: AnchorRequest): Promise<AnchorJob> => {
    const prepared = await embedded.prepare(request);
    return {
      ...prepared,
      connector: embedded.name,
      size: request.checkpoint.size,
      state: 'prepared',
      attempts: 0,
      receipt: null,
    };
  };
  const ask = async (request: AnchorRequest) => {
    const job = await jobOf(request);
    try {
      await embedded.submit(job, request);
      return (await embedded.confirm(job)).state;
    } catch (error) {
      return errorCode(error);
    }
  };
  return { embedded, clock, jobOf, ask };
}

describe('the embedded witness', () => {
  it('cosigns the first checkpoint that it sees, with its time', async () => {
    const { embedded, jobOf, ask } = witness();
    const request = requestOf(3);
    expect(await ask(request)).toBe('final');
    const { lines, keys, anchors } = await embedded.evidence(await jobOf(request));
    const [line] = lines;
    if (!line) throw new Error('no line');
    expect(checkLine(request.note.text, line, ownWitness.key, nobleCrypto)).toEqual({
      state: 'valid',
      seconds: 1_795_498_680,
    });
    expect({ keys, anchors }).toEqual({ keys: [ownWitness.key], anchors: [] });
  });

  it('cosigns a log that grew', async () => {
    const { ask } = witness();
    for (const size of [1, 2, 7, 8, 130]) expect(await ask(requestOf(size))).toBe('final');
  });

  it('signs one checkpoint once: asked again it gives the same cosignature', async () => {
    const { embedded, clock, jobOf, ask } = witness();
    const request = requestOf(3);
    await ask(request);
    const first = await embedded.evidence(await jobOf(request));
    clock.pass(60_000);
    expect(await ask(request)).toBe('final');
    expect(await embedded.evidence(await jobOf(request))).toEqual(first);
  });

  it('refuses a fork, also of the same size, and a log that shrank', async () => {
    const { ask } = witness();
    await ask(requestOf(5));
    expect(await ask(requestOf(8, 'fork'))).toBe('anchor-refused');
    expect(await ask(requestOf(5, 'fork'))).toBe('anchor-refused');
    expect(await ask(requestOf(4))).toBe('anchor-refused');
    expect(await ask(requestOf(6))).toBe('final');
  });

  it('refuses what the log did not sign', async () => {
    const { ask } = witness();
    expect(await ask(requestOf(3, '', logSigner('stranger')))).toBe('anchor-refused');
    const request = requestOf(3);
    const forged = { ...request.note, text: request.note.text.replace('\n3\n', '\n4\n') };
    expect(await ask({ ...request, note: forged })).toBe('malformed');
  });

  it('knows nothing of a checkpoint that it did not sign', async () => {
    const { embedded, jobOf } = witness();
    const job = await jobOf(requestOf(3));
    expect(await embedded.confirm(job)).toEqual({ state: 'unknown' });
    await expect(embedded.evidence(job)).rejects.toMatchObject({ code: 'anchor-invalid' });
  });

  it('is asked about the text and the signature of the log alone', async () => {
    const { jobOf } = witness();
    const request = requestOf(3);
    const more = {
      ...request,
      note: { ...request.note, signatures: [...request.note.signatures, signNote(request.note.text, ownWitness)] },
    };
    const payload = (await jobOf(more)).payload;
    expect(payload).toEqual(noteBytes(request.note));
    expect(parseNote(payload).signatures).toHaveLength(1);
  });
});

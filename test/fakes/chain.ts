/** A chain in memory behind the connector's port: no members, no signatures, and evidence that no verifier takes for any. */

import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { equal, toHex, utf8 } from '../../core/formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../../core/formats/checkpoint.ts';
import { verifyConsistency } from '../../core/log/merkle.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../core/ports.ts';

export class FakeChain implements ChainConnector {
  readonly name = 'fake:chain-1';
  readonly chain = { kind: 'fake', id: 'chain-1' };
  /** Texts of the accepted checkpoints, in order; a block each. */
  readonly blocks: string[] = [];

  async prepare({ note }: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const payload = utf8(note.text);
    return { payload, reference: toHex(nobleCrypto.sha256(payload)) };
  }

  async submit(_job: AnchorJob, { note, checkpoint, consistency }: AnchorRequest): Promise<null> {
    const last = this.blocks.at(-1);
    if (last === note.text) return null;
    if (last !== undefined && !extendsOne(parseCheckpointText(last), checkpoint, consistency))
      throw new NotaryError('anchor-refused', 'the log does not extend what was accepted');
    this.blocks.push(note.text);
    return null;
  }

  async confirm({ reference }: AnchorJob): Promise<Confirmation> {
    return this.#height(reference) === 0 ? { state: 'unknown' } : { state: 'final' };
  }

  async evidence({ reference }: AnchorJob): Promise<AnchorResult> {
    const height = this.#height(reference);
    if (height === 0) throw new NotaryError('anchor-unavailable', 'nothing was accepted');
    return { lines: [], keys: [], anchors: [{ kind: 'fake', height }] };
  }

  #height(reference: string): number {
    return this.blocks.findIndex((text) => toHex(nobleCrypto.sha256(utf8(text))) === reference) + 1;
  }
}

function extendsOne(last: Checkpoint, next: Checkpoint, consistency: AnchorRequest['consistency']): boolean {
  if (next.size <= last.size) return next.size === last.size && equal(next.root, last.root);
  return verifyConsistency(last.size, next.size, last.root, next.root, consistency(last.size), nobleCrypto);
}

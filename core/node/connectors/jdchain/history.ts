/**
 * What this process has seen confirmed of each log: a smaller or another one is not sent to the ledger at all. It is forgotten
 * with the process; the members' witnesses keep their own memory, and a desk its own.
 */
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { equal } from '../../../formats/bytes.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import { verifyConsistency } from '../../../log/merkle.ts';
import type { AnchorRequest } from '../../../ports.ts';
import type { MemberWitness } from './statements.ts';

/** See the head of this file. */
export class History {
  readonly #crypto: Crypto;
  readonly #confirmed = new Map<string, Checkpoint>();
  /** For each witness and log the size that it stated last. */
  readonly #stated = new Map<string, number>();

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** Throws `anchor-refused` for a checkpoint that does not extend the last confirmed one of its log. */
  refuseOther({ checkpoint, consistency }: Pick<AnchorRequest, 'checkpoint' | 'consistency'>): void {
    const last = this.#confirmed.get(checkpoint.origin);
    if (!last) return;
    const refused = (reason: string, message: string) => new NotaryError('anchor-refused', message, { reason });
    const { size, root } = checkpoint;
    if (size < last.size) throw refused('behind', `the ledger has ${last.size} leaves of this log, which has ${size}`);
    const isExtended =
      size === last.size
        ? equal(root, last.root)
        : verifyConsistency(last.size, size, last.root, root, consistency(last.size), this.#crypto);
    if (!isExtended) throw refused('fork', `the ledger has another history of this log up to ${last.size}`);
  }

  confirmed(checkpoint: Checkpoint): void {
    const last = this.#confirmed.get(checkpoint.origin);
    if (!last || last.size < checkpoint.size) this.#confirmed.set(checkpoint.origin, checkpoint);
  }

  /** The size that a witness stated last of a log; 0 when that is not known. */
  stated({ key }: Pick<MemberWitness, 'key'>, { origin }: Pick<Checkpoint, 'origin'>): number {
    return this.#stated.get(`${key.text} ${origin}`) ?? 0;
  }

  stating({ key }: Pick<MemberWitness, 'key'>, { origin, size }: Checkpoint): void {
    this.#stated.set(`${key.text} ${origin}`, size);
  }
}

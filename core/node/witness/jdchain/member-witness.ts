/**
 * A member's witness of logs that write to its ledger: reads a request, asks the member's own node, decides, stores, and
 * only then answers. Everything between reading what was stated last and storing what is stated next is synchronous, so that
 * no request of the same log can come between; the node is asked before.
 */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { witnessLine } from '../../../anchors/jdchain/lines.ts';
import { type Observation, observationText } from '../../../anchors/jdchain/observation.ts';
import { signedLines } from '../../../anchors/witnessing.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { equal } from '../../../formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../../../formats/checkpoint.ts';
import { type NoteSigner, noteBytes, type SignatureLine } from '../../../formats/note.ts';
import {
  OBSERVE,
  OBSERVE_LIMITS,
  type ObserveRequest,
  parseObserveRequest,
  REFUSALS,
  type Refusal,
  refusalBytes,
} from '../../jdchain/witness-protocol.ts';
import { isLoopback } from '../../system/loopback.ts';
import { lastCheckpointRoute } from '../desk-witness.ts';
import { ALLOWANCES, Bucket, Buckets } from '../rate.ts';
import { PLAIN, plain, type Reply } from '../reply.ts';
import type { HttpWitness, Route } from '../server.ts';
import type { WitnessFiles } from '../state.ts';
import type { AcceptedLog } from './accepted.ts';
import { growthOf, type LogFork, type Stated, statedOf } from './memory.ts';
import { type OwnPeer, observe } from './observing.ts';
import { refused } from './refused.ts';

/** What the witness is made of. */
export interface MemberWitnessDependencies {
  readonly signer: NoteSigner;
  /** The ledger's hash, 34 bytes. */
  readonly ledger: Uint8Array;
  readonly peer: OwnPeer;
  readonly stated: WitnessFiles<Stated>;
  readonly forks: WitnessFiles<LogFork>;
  /** The logs that are accepted now, by origin. */
  logs(): ReadonlyMap<string, AcceptedLog>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  elapsed(): number;
  readonly crypto: Crypto;
}

type About = Reply['checkpoint'];

function refusal(said: Refusal, about: About): Reply {
  return { status: REFUSALS[said.reason].status, type: PLAIN, body: refusalBytes(said), checkpoint: about };
}

/** A request of an accepted log whose signature holds. */
interface Accepted {
  readonly asked: ObserveRequest;
  readonly checkpoint: Checkpoint;
  readonly log: AcceptedLog;
  readonly signed: readonly SignatureLine[];
}

/** See the head of this file. */
export class MemberWitness implements HttpWitness {
  readonly unknown = `a member's witness has ${OBSERVE} and <hash of an origin>/checkpoint`;
  readonly failed = refusal(refused('failed', 'this witness cannot sign now'), null);
  readonly routes: readonly Route[] = [
    {
      path: new RegExp(`/${OBSERVE}$`),
      method: 'POST',
      most: OBSERVE_LIMITS.request,
      answer: ({ body, from }) => this.observe(body, from),
    },
    lastCheckpointRoute((hash) => this.checkpoint(hash)),
  ];
  readonly #dependencies: MemberWitnessDependencies;
  readonly #everybody: Bucket;
  readonly #addresses: Buckets;
  readonly #logs: Buckets;
  /** The last time that was stated since this began, POSIX seconds. */
  #latest = 0;

  constructor(dependencies: MemberWitnessDependencies) {
    const { elapsed } = dependencies;
    this.#dependencies = dependencies;
    this.#everybody = new Bucket(ALLOWANCES.everybody, elapsed);
    this.#addresses = new Buckets(ALLOWANCES.address, elapsed);
    this.#logs = new Buckets(ALLOWANCES.log, elapsed);
  }

  /** `POST jdchain-observe`. Throws `home-damaged` or `write-failed`, and then has stated nothing. */
  async observe(body: Uint8Array, from: string): Promise<Reply> {
    // what comes from this machine comes from a proxy, or from whoever runs it
    const isAllowed = this.#everybody.take() && (isLoopback(from) || this.#addresses.take(from));
    if (!isAllowed) return refusal(refused('too-often', 'too many requests'), null);
    const read = readRequest(body);
    if ('reason' in read) return refusal(read, null);
    const checked = this.#accepted(read);
    if ('reason' in checked) return refusal(checked, read.checkpoint);
    return this.#observe(checked);
  }

  /** `GET <hash>/checkpoint`: what was stated last of the log whose origin has this hash. Throws `home-damaged`. */
  checkpoint(hash: string): Reply {
    if (!this.#everybody.take()) return plain(429, 'too many requests');
    const { stated, logs } = this.#dependencies;
    const origin = [...logs().keys()].find((one) => stated.hashOf(one) === hash);
    const last = origin === undefined ? null : stated.last(origin);
    if (!last) return plain(404, 'nothing of this log was stated here');
    return { status: 200, type: PLAIN, body: noteBytes(last.note), checkpoint: last.checkpoint };
  }

  #accepted({ asked, checkpoint }: Read): Accepted | Refusal {
    const { ledger, logs, crypto } = this.#dependencies;
    if (!equal(asked.ledger, ledger))
      return refused('other-ledger', 'this witness watches another ledger', toBase58(ledger));
    const log = logs().get(checkpoint.origin);
    if (!log) return refused('unknown-log', 'this log is not accepted here; its operator accepts it');
    if (!this.#logs.take(checkpoint.origin)) return refused('too-often', 'too many requests of this log');
    const signed = signedLines(asked.note, log, checkpoint.size, crypto);
    if (!signed) return refused('log-key', 'no valid signature of a key that is accepted for this log');
    return { asked, checkpoint, log, signed };
  }

  async #observe(accepted: Accepted): Promise<Reply> {
    const { asked, checkpoint, log, signed } = accepted;
    // the node is not bothered with what is refused anyway
    const early = this.#whyNot(accepted);
    if (early) return refusal(early, checkpoint);
    const { peer, crypto } = this.#dependencies;
    const seen = await observe(peer, { asked, checkpoint, signed, user: log.user }, crypto);
    if ('reason' in seen) return refusal(seen, checkpoint);
    return this.#state(accepted, seen);
  }

  /** Synchronous: see the head of this file. */
  #state(accepted: Accepted, seen: Observation): Reply {
    const { asked, checkpoint, signed } = accepted;
    const late = this.#whyNot(accepted);
    if (late) return refusal(late, checkpoint);
    const { stated, signer, now } = this.#dependencies;
    const last = stated.last(checkpoint.origin);
    const text = observationText(seen);
    // a witness's own word is that time went on, whatever the clock says
    const seconds = Math.max(this.#latest, last?.seconds ?? 0, Math.floor(now() / 1000));
    this.#latest = seconds;
    const statement = { text, signatures: [witnessLine(text, seconds, signer)] };
    const next = statedOf({ note: { text: asked.note.text, signatures: signed }, statement });
    if (!last || checkpoint.size >= last.checkpoint.size) stated.save(checkpoint.origin, next);
    return { status: 200, type: PLAIN, body: noteBytes(statement), checkpoint };
  }

  /** Why nothing is stated, by what is remembered; a fork is stored before it is told. */
  #whyNot({ asked, checkpoint, signed }: Accepted): Refusal | null {
    const { stated, forks, crypto } = this.#dependencies;
    const { origin } = checkpoint;
    const known = forks.last(origin);
    if (known) return forked(known, asked);
    const last = stated.last(origin);
    const own = { ...asked, note: { text: asked.note.text, signatures: signed } };
    const growth = growthOf(last, own, checkpoint, crypto);
    if (growth.is === 'grown') return null;
    if (growth.is === 'other-size') return otherSize(growth.size, asked.old);
    if (growth.is === 'not-grown') return refused('not-grown', 'the proof does not show that the log only grew');
    forks.save(origin, growth.fork);
    return forked(growth.fork, asked);
  }
}

/** The other of the two checkpoints than the one that was asked for. */
function forked({ first, second }: LogFork, asked: ObserveRequest): Refusal {
  const other = first.text === asked.note.text ? second : first;
  return refused('log-fork', 'this log has signed two histories; nothing of it is stated any more', null, other);
}

function otherSize(known: number, supposed: number): Refusal {
  const forgot =
    supposed > known ? ', which is less than was supposed: if it stated more, its memory was put back' : '';
  return refused('other-size', `this witness stated ${known} leaves last${forgot}`, String(known));
}

interface Read {
  readonly asked: ObserveRequest;
  readonly checkpoint: Checkpoint;
}

function readRequest(body: Uint8Array): Refusal | Read {
  try {
    const asked = parseObserveRequest(body);
    const checkpoint = parseCheckpointText(asked.note.text);
    if (checkpoint.size === 0) throw new NotaryError('malformed', 'an empty log has nothing to state');
    return { asked, checkpoint };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return refused('malformed', error.message.split('\n')[0]?.slice(0, 200) || 'not a request');
  }
}

/**
 * The witness of this desk for the logs of others: reads a request, decides, stores, and only then answers. Everything
 * between reading what was cosigned last and storing what is cosigned next is synchronous, so that no request of the same
 * log can come between.
 */
import { witnessed } from '../../anchors/witnessing.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { ADD_CHECKPOINT, type AddCheckpoint, parseAddCheckpoint, SIZE_TYPE } from '../../formats/add-checkpoint.ts';
import { utf8 } from '../../formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../../formats/checkpoint.ts';
import { formatLine, type NoteSigner, noteBytes, type SignedNote } from '../../formats/note.ts';
import type { TrustedLog } from '../../formats/trusted.ts';
import { ALLOWANCES, Bucket, Buckets } from './rate.ts';
import { PLAIN, plain, type Reply } from './reply.ts';
import type { HttpWitness, Route } from './server.ts';
import type { WitnessFiles } from './state.ts';

/** What the witness is made of. */
export interface DeskWitnessDependencies {
  readonly signer: NoteSigner;
  /** What was cosigned last. */
  readonly files: WitnessFiles<SignedNote>;
  /** The logs that are accepted now, by origin. */
  logs(): ReadonlyMap<string, Pick<TrustedLog, 'keys'>>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  elapsed(): number;
  readonly crypto: Crypto;
}

/** See the head of this file. */
export class DeskWitness implements HttpWitness {
  readonly unknown = 'a witness has add-checkpoint and <hash of an origin>/checkpoint';
  readonly failed = plain(500, 'this witness cannot sign now');
  readonly routes: readonly Route[] = [
    {
      path: /\/add-checkpoint$/,
      method: 'POST',
      most: ADD_CHECKPOINT.request,
      answer: ({ body }) => this.addCheckpoint(body),
    },
    lastCheckpointRoute((hash) => this.checkpoint(hash)),
  ];
  readonly #dependencies: DeskWitnessDependencies;
  readonly #everybody: Bucket;
  /** Of logs that are accepted. */
  readonly #logs: Buckets;

  constructor(dependencies: DeskWitnessDependencies) {
    this.#dependencies = dependencies;
    this.#everybody = new Bucket(ALLOWANCES.everybody, dependencies.elapsed);
    this.#logs = new Buckets(ALLOWANCES.log, dependencies.elapsed);
  }

  /** `POST add-checkpoint`. Throws `home-damaged` or `write-failed`, and then has signed nothing. */
  addCheckpoint(body: Uint8Array): Reply {
    if (!this.#everybody.take()) return plain(429, 'too many requests');
    const read = readRequest(body);
    if ('status' in read) return read;
    const { asked, checkpoint } = read;
    const { files, logs, signer, now, crypto } = this.#dependencies;
    const log = logs().get(checkpoint.origin) ?? null;
    if (log && !this.#logs.take(checkpoint.origin)) return plain(429, 'too many requests of this log', checkpoint);
    const last = log && files.last(checkpoint.origin);
    const answer = witnessed(asked, { log, last }, { signer, now, crypto });
    if (answer.status === 409) return { status: 409, type: SIZE_TYPE, body: utf8(`${answer.size}\n`), checkpoint };
    if (answer.status !== 200) return plain(answer.status, answer.why, checkpoint);
    files.save(checkpoint.origin, answer.note);
    return { status: 200, type: PLAIN, body: utf8(formatLine(answer.line)), checkpoint };
  }

  /** `GET <hash>/checkpoint`: what was cosigned last of the log whose origin has this hash. Throws `home-damaged`. */
  checkpoint(hash: string): Reply {
    if (!this.#everybody.take()) return plain(429, 'too many requests');
    const { files, logs } = this.#dependencies;
    const origin = [...logs().keys()].find((one) => files.hashOf(one) === hash);
    const last = origin === undefined ? null : files.last(origin);
    if (!last) return plain(404, 'nothing of this log was cosigned here');
    return { status: 200, type: PLAIN, body: noteBytes(last), checkpoint: parseCheckpointText(last.text) };
  }
}

/** The way to what a witness has seen last of a log, by the hash of its origin. */
export function lastCheckpointRoute(answer: (hash: string) => Reply): Route {
  return {
    path: /\/([0-9a-f]{64})\/checkpoint$/,
    method: 'GET',
    most: 0,
    answer: ({ match }) => answer(match[1] ?? ''),
  };
}

function readRequest(body: Uint8Array): Reply | { readonly asked: AddCheckpoint; readonly checkpoint: Checkpoint } {
  try {
    const asked = parseAddCheckpoint(body);
    return { asked, checkpoint: parseCheckpointText(asked.note.text) };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return plain(400, error.message);
  }
}

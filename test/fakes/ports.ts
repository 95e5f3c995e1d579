/** The ports of a notary, without a disk, a network, chance or the time of day. */

import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { concat, toHex, utf8 } from '../../core/formats/bytes.ts';
import type { Checkpoint } from '../../core/formats/checkpoint.ts';
import { cosign, type NoteSigner, noteBytes } from '../../core/formats/note.ts';
import { type LogKey, onlyKey } from '../../core/formats/trusted.ts';
import type {
  AnchorJob,
  AnchorRequest,
  AnchorResult,
  ChainConnector,
  Clock,
  ClockState,
  Confirmation,
  KeyStore,
  Random,
} from '../../core/ports.ts';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  /** What the system says of it. */
  vouched: ClockState = 'synchronised';
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  state(): ClockState {
    return this.vouched;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Bytes that look random and are the same in every run. */
export function fakeRandom(word: string): Random {
  let counter = 0;
  const next = () => nobleCrypto.sha256(utf8(`${word} ${++counter}`));
  return (length) => concat(...Array.from({ length: Math.ceil(length / 32) }, next)).slice(0, length);
}

/** Keys in memory. `highest` can be set, to play a desk whose database is another one. */
export class FakeKeys implements KeyStore {
  readonly origin: string;
  readonly logKeys: readonly LogKey[];
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  #highest: { readonly size: number; readonly root: Uint8Array } | null = null;

  constructor(log: NoteSigner, witness: NoteSigner) {
    this.origin = log.key.name;
    this.logKeys = onlyKey(log.key);
    this.log = log;
    this.witness = witness;
  }

  highest(): { readonly size: number; readonly root: Uint8Array } | null {
    return this.#highest;
  }

  raise({ size, root }: Pick<Checkpoint, 'size' | 'root'>): void {
    this.#highest = { size, root };
  }

  forget(): void {
    this.#highest = null;
  }
}

/** What goes wrong at an outside witness: it is away, its answer gets lost after it signed, or it says no. */
export type Trouble = 'away' | 'answer-lost' | 'refuses';

/** A witness of somebody else, as a connector: it cosigns what it is sent, once, and remembers it by its digest. */
export class OutsideWitness implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string } | null;
  /** Played one at a time, at the next calls of `submit`. */
  readonly troubles: Trouble[] = [];
  /** How often it was sent something. */
  submissions = 0;
  readonly #signed = new Map<string, AnchorResult>();
  readonly #signer: NoteSigner;
  readonly #clock: Clock;

  constructor(signer: NoteSigner, clock: Clock, chain: OutsideWitness['chain'] = null) {
    this.name = signer.key.name;
    this.chain = chain;
    this.#signer = signer;
    this.#clock = clock;
  }

  /** How many checkpoints it signed. */
  get signed(): number {
    return this.#signed.size;
  }

  async prepare({ note }: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const payload = noteBytes(note);
    return { payload, reference: toHex(nobleCrypto.sha256(utf8(note.text))) };
  }

  async submit(job: AnchorJob, { note }: AnchorRequest): Promise<null> {
    this.submissions += 1;
    const trouble = this.troubles.shift();
    if (trouble === 'away') throw new NotaryError('anchor-unavailable', 'nobody answers');
    if (trouble === 'refuses') throw new NotaryError('anchor-refused', 'no');
    const seconds = Math.floor(this.#clock.now() / 1000);
    const line = cosign(note.text, seconds, this.#signer);
    this.#signed.set(job.reference, { lines: [line], keys: [this.#signer.key], anchors: [] });
    if (trouble === 'answer-lost') throw new NotaryError('anchor-unavailable', 'the line broke');
    return null;
  }

  async confirm(job: AnchorJob): Promise<Confirmation> {
    return this.#signed.has(job.reference) ? { state: 'final' } : { state: 'unknown' };
  }

  async evidence(job: AnchorJob): Promise<AnchorResult> {
    const result = this.#signed.get(job.reference);
    if (!result) throw new NotaryError('anchor-invalid', 'nothing was signed');
    return result;
  }
}

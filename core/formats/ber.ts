/**
 * Just enough of BER (ITU-T X.690) to find what a signed message holds: programs write those with lengths that are not
 * given beforehand, and their contents in pieces (sections 8.1.3.6 and 8.7). Nothing is copied until it is asked for.
 */
import { NotaryError } from '../errors.ts';
import { type Der, TAG } from './der.ts';

/** Values visited in one message, and how deep they stand inside one another. */
export const BER_LIMITS = { values: 200_000, depth: 32 } as const;

const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;

function fail(what: string): never {
  throw new NotaryError('malformed', `BER: ${what}`);
}

/** Where a value of a message stands: its content is between `start` and `end`, the next value begins at `next`. */
export interface BerPlace {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The values of one message, read within `BER_LIMITS`. */
export class BerReader {
  readonly #bytes: Uint8Array;
  #values = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The first value. Throws `malformed`, also for one that is cut short, and `too-large`. */
  first(): BerPlace {
    return this.#placeAt(0, this.#bytes.length, 0);
  }

  /** The values inside a constructed one; at most `most` of them are looked at. Throws as `first`. */
  inside({ start, end }: BerPlace, most: number): readonly BerPlace[] {
    const places: BerPlace[] = [];
    for (let at = start; at < end && places.length < most; ) {
      const place = this.#placeAt(at, end, 0);
      places.push(place);
      at = place.next;
    }
    return places;
  }

  /** A value as `der.ts` has them; its content as it stands. */
  value({ tag, start, end, next }: BerPlace): Der {
    return { tag, content: this.#bytes.subarray(start, end), whole: this.#bytes.subarray(start, next) };
  }

  /** The bytes of an OCTET STRING, in one piece or in several (section 8.7.3). Null for another value. Throws as `first`. */
  octets(place: BerPlace): Uint8Array | null {
    if (place.tag === TAG.octets) return this.#bytes.subarray(place.start, place.end);
    return place.tag === (TAG.octets | CONSTRUCTED) ? joined(this.#pieces(place, 0)) : null;
  }

  #pieces(place: BerPlace, depth: number): readonly Uint8Array[] {
    if (depth > BER_LIMITS.depth) throw new NotaryError('too-large', 'BER: pieces inside one another');
    return this.inside(place, BER_LIMITS.values).flatMap((piece) => {
      if (piece.tag === TAG.octets) return [this.#bytes.subarray(piece.start, piece.end)];
      return piece.tag === (TAG.octets | CONSTRUCTED)
        ? this.#pieces(piece, depth + 1)
        : fail('a piece of another type');
    });
  }

  #placeAt(at: number, limit: number, depth: number): BerPlace {
    if (++this.#values > BER_LIMITS.values) throw new NotaryError('too-large', 'BER: more values than are read here');
    if (depth > BER_LIMITS.depth) throw new NotaryError('too-large', 'BER: values inside one another');
    const [tag, length] = [this.#bytes[at], this.#bytes[at + 1]];
    if (tag === undefined || length === undefined || at + 2 > limit) return fail('cut short');
    if ((tag & 0x1f) === 0x1f) return fail('a tag of several bytes');
    if (length === INDEFINITE) return this.#unmeasured(tag, at + 2, limit, depth);
    const { start, end } = this.#measured(length, at + 2);
    return end <= limit ? { tag, start, end, next: end } : fail('cut short');
  }

  #measured(first: number, at: number): Pick<BerPlace, 'start' | 'end'> {
    if (first < INDEFINITE) return { start: at, end: at + first };
    const digits = this.#bytes.subarray(at, at + (first & 0x7f));
    // zeros in front are allowed in BER
    const length = digits.reduce((sum, digit) => Math.min(sum * 256 + digit, 2 ** 40), 0);
    return { start: at + digits.length, end: at + digits.length + length };
  }

  /** Section 8.1.5: up to two zero bytes where a value would begin. */
  #unmeasured(tag: number, start: number, limit: number, depth: number): BerPlace {
    if ((tag & CONSTRUCTED) === 0) return fail('no length');
    for (let at = start; ; ) {
      if (this.#bytes[at] === 0 && this.#bytes[at + 1] === 0 && at + 2 <= limit)
        return { tag, start, end: at, next: at + 2 };
      at = this.#placeAt(at, limit, depth + 1).next;
    }
  }
}

/** As `concat`, which takes no more than a call has arguments. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

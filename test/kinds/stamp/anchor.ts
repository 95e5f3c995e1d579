/**
 * A kind of time stamp that only tests know, after RFC 3161: a token names policy, serial number, time, the digest that was
 * asked about and the nonce of the request, and the authority signs it.
 */
import type { AnchorVerifier } from '../../../core/anchors/kind.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../../../core/crypto.ts';
import { NotaryError } from '../../../core/errors.ts';
import { fromBase64, toBase64, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import { type Decoder, integer, list, nullable, object, text } from '../../../core/formats/decoder.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import { instant } from '../../../core/records/record.ts';

export const STAMP = 'test-stamp';

/** What the authority signs. */
export interface StampInfo {
  readonly authority: string;
  readonly policy: string;
  readonly serial: string;
  readonly time: string;
  /** Microseconds. */
  readonly accuracy: number | null;
  /** SHA-256 of the checkpoint's text, hex. */
  readonly imprint: string;
  readonly nonce: string;
}

interface Token extends StampInfo {
  readonly key: string;
  readonly signature: string;
}

const bytes: Decoder<string> = (value, at) => toBase64(fromBase64(text(88)(value, at)));

const readToken = object<Token>({
  authority: text(64, /^[A-Za-z0-9._-]+$/),
  policy: text(64, /^\d+(\.\d+)+$/),
  serial: text(40, /^[0-9a-f]+$/),
  time: instant,
  accuracy: nullable(integer()),
  imprint: text(64, /^[0-9a-f]{64}$/),
  nonce: text(64, /^[0-9a-f]+$/),
  key: bytes,
  signature: bytes,
});

const message = (info: StampInfo) => canonicalBytes({ ...info } as unknown as Json);

/** A token: canonical JSON. */
export function signToken(info: StampInfo, seed: Uint8Array): Uint8Array {
  const signature = toBase64(ed25519Sign(message(info), seed));
  return canonicalBytes({ ...info, key: toBase64(ed25519PublicKey(seed)), signature } as unknown as Json);
}

export function stampAnchor(token: Uint8Array): Anchor {
  return { kind: STAMP, [STAMP]: toBase64(token) };
}

const tokenBytes = (anchor: Anchor) => fromBase64(text(8192)(anchor[STAMP], STAMP));

/** Reads a token. Throws `malformed`. */
export const tokenOf = (token: Uint8Array): Token => readToken(parseCanonical(token), 'token');

interface Authority {
  readonly organisation: string;
  readonly controller: string;
  readonly key: string;
}

const readAuthorities = list(object<Authority>({ organisation: text(200), controller: text(200), key: bytes }), 8, 1);

const keyHash = (key: string, crypto: Crypto) => toHex(crypto.sha256(fromBase64(key)));

export const stampVerifier: AnchorVerifier = {
  kind: STAMP,
  shows: 'timestamp',
  checkEpochs: (epochs) => void readAuthorities(epochs, 'epochs'),
  chainId: (anchor) => tokenOf(tokenBytes(anchor)).authority,
  check(anchor, { noteText }, crypto) {
    try {
      const { key, signature, ...info } = tokenOf(tokenBytes(anchor));
      if (info.imprint !== toHex(crypto.sha256(utf8(noteText))))
        return { state: 'failed', reason: 'other-checkpoint', detail: 'stamp: about another checkpoint' };
      return crypto.verifyEd25519(fromBase64(signature), message(info), fromBase64(key))
        ? { state: 'passed', reason: 'ok', detail: `stamp ${info.serial} of ${info.authority} holds` }
        : { state: 'failed', reason: 'bad-signature', detail: 'stamp: the signature does not hold' };
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      return { state: 'failed', reason: 'damaged', detail: `stamp: ${error.message}` };
    }
  },
  statement(anchor, crypto) {
    const token = tokenBytes(anchor);
    const { authority, policy, serial, time, accuracy, key } = tokenOf(token);
    return {
      shows: 'timestamp',
      authority: { name: authority, fingerprint: keyHash(key, crypto) },
      serial,
      time,
      accuracy,
      policy,
      token: toHex(crypto.sha256(token)),
    };
  },
  judge(anchor, _subject, chain, { controller }, crypto) {
    const { key, time, serial } = tokenOf(tokenBytes(anchor));
    const named = readAuthorities(chain.epochs, 'epochs').find((authority) => authority.key === key) ?? null;
    const met = named !== null && named.controller !== controller;
    const fingerprint = keyHash(key, crypto);
    const name = named?.organisation ?? fingerprint;
    const signers = [{ name, role: 'tsa' as const, time, fingerprint, named: named !== null, counts: met }];
    return { met, signers, time, quorum: { have: Number(met), need: 1, all: 1 }, detail: `serial ${serial}` };
  },
  registeredLog: () => null,
};

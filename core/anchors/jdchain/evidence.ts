/**
 * What `evidence.json` carries for this kind of chain: the transaction with its signatures, the block's content, and the
 * statement of the members' witnesses as a signed note. docs/certificate-format/jdchain.md, "The anchor".
 */
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromBase64, fromUtf8, toBase64, toHex } from '../../formats/bytes.ts';
import { type Decoder, list, mapped, nullable, object, text, tuple } from '../../formats/decoder.ts';
import type { Anchor } from '../../formats/evidence.ts';
import { NOTE_LIMITS, noteBytes, parseNoteText, type SignedNote, type VerifierKey } from '../../formats/note.ts';
import type { DigitalSignature } from './contracts.ts';
import { witnessKey } from './lines.ts';
import { type Observation, parseObservation } from './observation.ts';

/** The kind's name. */
export const JDCHAIN = 'jdchain';

/** Bytes of the longest transaction and block that are read; ours have about 500 and 400. */
const MOST = { content: 4096, block: 1024, key: 80, signature: 80, vkey: 1024 } as const;

/** An anchor on a JD Chain ledger. */
export interface JdchainEvidence {
  /** TransactionContent, as its hash is made of. */
  readonly content: Uint8Array;
  /** Of the user who submitted it. */
  readonly endpoint: DigitalSignature;
  /** Of the participant whose gateway passed it on, before it was ordered; null when that is not carried. */
  readonly node: DigitalSignature | null;
  /** BlockBody, as the block's hash is made of. */
  readonly block: Uint8Array;
  /** The statement and the witnesses' lines. */
  readonly note: SignedNote;
  /** What the note says. */
  readonly seen: Observation;
  /** The key of every line, in their order: a hint, never trusted. */
  readonly keys: readonly VerifierKey[];
}

const base64Bytes = (most: number): Decoder<Uint8Array> =>
  mapped(text(Math.ceil(most / 3) * 4), (value, at) => {
    const bytes = fromBase64(value);
    if (bytes.length > most) throw new NotaryError('too-large', `${at}: more than ${most} bytes`);
    return bytes;
  });

const signature: Decoder<DigitalSignature> = mapped(
  tuple<readonly [Uint8Array, Uint8Array]>(base64Bytes(MOST.key), base64Bytes(MOST.signature)),
  ([pubKey, digest]) => ({ pubKey, digest }),
);

interface Written {
  readonly block: Uint8Array;
  readonly content: Uint8Array;
  readonly endpoint: DigitalSignature;
  readonly keys: readonly VerifierKey[];
  readonly node: DigitalSignature | null;
  readonly note: SignedNote;
}

const decoderOf = (crypto: Crypto) =>
  object<Written>({
    block: base64Bytes(MOST.block),
    content: base64Bytes(MOST.content),
    endpoint: signature,
    keys: list(
      mapped(text(MOST.vkey), (value) => witnessKey(value, crypto)),
      NOTE_LIMITS.signatures,
      1,
    ),
    node: nullable(signature),
    note: mapped(text(NOTE_LIMITS.bytes), parseNoteText),
  });

function refuseUnpaired({ keys, note }: Written): void {
  if (keys.length !== note.signatures.length)
    throw new NotaryError('malformed', 'jdchain: signature lines and keys do not stand in pairs');
  if (new Set(keys.map(({ publicKey }) => toHex(publicKey))).size !== keys.length)
    throw new NotaryError('malformed', 'jdchain: a key stands twice');
}

/** Reads an anchor of this kind. Throws `malformed`, `too-large` or `newer-version`. */
export function readJdchainEvidence(anchor: Anchor, crypto: Crypto): JdchainEvidence {
  const written = decoderOf(crypto)(anchor[JDCHAIN], JDCHAIN);
  refuseUnpaired(written);
  return { ...written, seen: parseObservation(written.note.text) };
}

const pair = ({ pubKey, digest }: DigitalSignature) => [
  toBase64(pubKey ?? new Uint8Array(0)),
  toBase64(digest ?? new Uint8Array(0)),
];

/** The anchor as `evidence.json` carries it. */
export function jdchainAnchor({ block, content, endpoint, keys, node, note }: Omit<JdchainEvidence, 'seen'>): Anchor {
  return {
    kind: JDCHAIN,
    [JDCHAIN]: {
      block: toBase64(block),
      content: toBase64(content),
      endpoint: pair(endpoint),
      keys: keys.map((key) => key.text),
      node: node && pair(node),
      note: fromUtf8(noteBytes(note)),
    },
  };
}

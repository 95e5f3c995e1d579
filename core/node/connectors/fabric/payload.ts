/** What a job of this kind stores before anything is sent: the note, and the endorsed transaction that carries it. */
import { NotaryError } from '../../../errors.ts';
import { toBase64 } from '../../../formats/bytes.ts';
import { canonicalBytes, parseCanonical } from '../../../formats/canonical.ts';
import { base64Bytes, literal, nullable, object, text } from '../../../formats/decoder.ts';

/** The payload of a job. */
export interface FabricPayload {
  readonly v: 1;
  /** Text of the checkpoint. */
  readonly note: string;
  /** `gateway.PreparedTransaction`; null for a checkpoint that another transaction carried already. */
  readonly transaction: Uint8Array | null;
}

const readPayload = object<FabricPayload>({
  v: literal(1),
  note: text(8192),
  transaction: nullable(base64Bytes(96 * 1024)),
});

/** The bytes that are stored. */
export function payloadBytes({ v, note, transaction }: FabricPayload): Uint8Array {
  return canonicalBytes({ v, note, transaction: transaction && toBase64(transaction) });
}

/** Reads them again. Throws `internal`: only this program writes them. */
export function parsePayload(bytes: Uint8Array): FabricPayload {
  try {
    return readPayload(parseCanonical(bytes), 'job');
  } catch (cause) {
    throw new NotaryError('internal', 'a job of Fabric that is none', {}, cause);
  }
}

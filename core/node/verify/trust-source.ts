/** What a trust bundle can be made from: other bundles, connection files of every kind, files of witness keys. */
import { basename } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { fromUtf8 } from '../../formats/bytes.ts';
import { parseCanonical } from '../../formats/canonical.ts';
import { type TrustPart, witnessesOfKeys } from '../../formats/make-trust.ts';
import { parseTrustBundle } from '../../formats/trust.ts';
import { type ConnectionKinds, readConnection } from '../connectors/kind.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { readSmallFile } from '../system/small-file.ts';

/** The part that a file is. */
export interface TrustSource extends TrustPart {
  /** What sort of file it is. */
  readonly is: 'bundle' | 'connection' | 'keys';
}

/** Reads a file by what is in it. Throws a `file-…` error, and with the file: `malformed`, `too-large`, `newer-version` or `not-supported`. */
export function readTrustSource(path: string, connections: ConnectionKinds): TrustSource {
  const from = basename(path);
  const bytes = new Uint8Array(readSmallFile(path));
  try {
    return { from, ...partOf(bytes, connections) };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    throw new NotaryError(error.code, `${from}: ${error.message}`, { ...error.details, file: from }, error);
  }
}

function partOf(bytes: Uint8Array, connections: ConnectionKinds): Omit<TrustSource, 'from'> {
  if (bytes[0] !== '{'.charCodeAt(0))
    return { is: 'keys', logs: [], witnesses: witnessesOfKeys(fromUtf8(bytes), nodeCrypto), chains: [] };
  const isConnection = typeof (parseCanonical(bytes) as { readonly kind?: unknown }).kind === 'string';
  const { logs, witnesses, chains } = isConnection
    ? readConnection(bytes, connections).trust
    : parseTrustBundle(bytes, nodeCrypto);
  return { is: isConnection ? 'connection' : 'bundle', logs, witnesses, chains };
}

/** Files of JD Chain itself that a desk can be connected with: a list of participants, and a gateway's configuration. */
import { NotaryError } from '../../../errors.ts';
import { fromUtf8 } from '../../../formats/bytes.ts';
import { isPlainText } from '../../../formats/plain-text.ts';
import { type Participant, participantsAnswer } from '../../jdchain/answers.ts';
import { parseEnvelope, parseJson } from '../../jdchain/envelope.ts';
import { isLoopback } from '../../system/loopback.ts';
import type { ForeignFile } from '../foreign/import.ts';

const LONGEST = 256 * 1024;

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

/**
 * The participants in what a node answers to `/ledgers/{ledger}/participants`, with its envelope or without: those that are not
 * deactivated, by their id. Null for any other file, and for names that nobody could read on a certificate.
 */
export function participantsIn({ bytes }: Pick<ForeignFile, 'bytes'>): readonly Participant[] | null {
  if (bytes.length > LONGEST) return null;
  const value = orNull(() => parseJson(bytes));
  const list = Array.isArray(value) ? value : dataOf(bytes);
  const read = list === null ? null : orNull(() => participantsAnswer(list, 'participants'));
  const active = (read ?? []).filter(({ state }) => state !== 'DEACTIVATED').sort((a, b) => a.id - b.id);
  const names = active.map(({ name }) => name);
  const areNames = names.every((name) => isPlainText(name)) && new Set(names).size === names.length;
  return active.length > 0 && areNames ? active : null;
}

function dataOf(bytes: Uint8Array): unknown {
  const envelope = orNull(() => parseEnvelope({ body: bytes }));
  return envelope?.is === 'data' ? envelope.data : null;
}

/** What a gateway's configuration says that a desk can use. Its private key, which stands there too, is not looked at. */
export interface GatewayConf {
  /** Where it answers, when the file says a host that means this machine; others need TLS in front, which the file does not know. */
  readonly url: string | null;
  /** Public key of the participant whose gateway it is, Base58; empty when it is not filled in. */
  readonly publicKey: string;
}

/** Reads `gateway.conf` (Java properties); null for any other file. */
export function gatewayConfIn({ bytes }: Pick<ForeignFile, 'bytes'>): GatewayConf | null {
  if (bytes.length > LONGEST) return null;
  const text = orNull(() => fromUtf8(bytes));
  if (text === null) return null;
  const values = new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const [, name, value = ''] = /^\s*([a-z][a-z0-9.-]*)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
  const [host, port, publicKey] = ['http.host', 'http.port', 'keys.default.pubkey'].map((name) => values.get(name));
  if (host === undefined || publicKey === undefined || !/^\d{1,5}$/.test(port ?? '')) return null;
  return { url: isLoopback(host) ? `http://${host}:${port}` : null, publicKey };
}

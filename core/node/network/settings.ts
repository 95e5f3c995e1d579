/** How others are reached, as it is typed and as it is kept: addresses of proxies, exceptions, certificates of CAs. */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { NotaryError } from '../../errors.ts';
import { fromUtf8, utf8 } from '../../formats/bytes.ts';
import { canonicalText, type Json } from '../../formats/canonical.ts';
import { integer, list, literal, nullable, object, readOrNull, text } from '../../formats/decoder.ts';
import { readSmallFile } from '../system/small-file.ts';
import { bareHost, type HttpProxy, type Outgoing } from './outgoing.ts';

/** Bounds by number, characters and bytes. */
export const NETWORK_LIMITS = { exceptions: 100, user: 200, password: 1000, cas: 16, pem: 40_000 } as const;

const ADDRESS = /^(?:http:\/\/)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253}):([0-9]{1,5})\/?$/i;
const NAME = /^(?:\*?\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a header must not have them
const CONTROL = /[\u0000-\u001f\u007f]/;

const refused = (reason: string, message: string, details = {}) =>
  new NotaryError('bad-input', message, { reason, ...details });

/** Host and port of a proxy as typed. Throws `bad-input`; what was typed is not repeated, because it may have a password in it. */
export function readProxyAddress(typed: string): Pick<HttpProxy, 'host' | 'port'> {
  const [, host = '', digits = ''] = ADDRESS.exec(typed.trim()) ?? [];
  const port = Number(digits);
  if (host === '' || port < 1 || port > 65_535) throw refused('proxy-address', 'not the address of an HTTP proxy');
  return { host: bareHost(host).toLowerCase(), port };
}

/** One exception as typed. Throws `bad-input`. */
export function readException(typed: string): string {
  const exception = typed.trim().toLowerCase();
  if (
    exception === '*' ||
    isRange(exception) ||
    (isIP(exception) === 0 && exception.length <= 253 && NAME.test(exception))
  )
    return exception;
  throw refused('proxy-exception', `${exception} is not a host, an address or a range`, { exception });
}

function isRange(exception: string): boolean {
  const [address = '', prefix, ...more] = exception.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    most >= 0 && more.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most))
  );
}

/** User and password for HTTP Basic, which has no colon in a user. Throws `bad-input` without repeating them. */
export function checkCredentials(user: string, password: string): void {
  if (user === '' || user.length > NETWORK_LIMITS.user || user.includes(':') || CONTROL.test(user))
    throw refused('proxy-user', 'not a user for HTTP Basic');
  if (password === '' || password.length > NETWORK_LIMITS.password || CONTROL.test(password))
    throw refused('proxy-password', 'not a password for HTTP Basic');
}

/**
 * The CAs in a PEM file, as PEM again and nothing else of it. Throws `bad-input` for a private key, no certificate, one that is
 * no CA, or one that is out of its time (`now` in milliseconds since 1970), and what reading throws.
 */
export function readCaFile(path: string, now: number): string {
  const contents = readSmallFile(path, NETWORK_LIMITS.pem).toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(contents)) throw refused('ca-private-key', `${path} has a private key`);
  const cas = certificatesIn(contents);
  if (cas.length === 0 || cas.length > NETWORK_LIMITS.cas)
    throw refused('ca-none', `${path} has no certificates in PEM`);
  for (const ca of cas) checkCa(ca, now);
  return cas.map((ca) => ca.toString()).join('');
}

function checkCa(ca: X509Certificate, now: number): void {
  const subject = subjectOf(ca);
  if (!ca.ca) throw refused('ca-not-ca', `${subject} is not the certificate of a CA`, { subject });
  if (Date.parse(ca.validTo) < now)
    throw refused('ca-expired', `${subject} has expired`, { subject, until: untilOf(ca) });
  if (Date.parse(ca.validFrom) > now) throw refused('ca-not-yet', `${subject} is not valid yet`, { subject });
}

/** The certificates in a text; none when one of them cannot be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** The subject on one line. */
export const subjectOf = ({ subject }: X509Certificate): string => (subject ?? '').split('\n').reverse().join(', ');

/** The end of its time, RFC 3339. */
export const untilOf = ({ validTo }: X509Certificate): string => new Date(validTo).toISOString();

/** What is set, as it is kept. */
export type NetworkSettings = Outgoing & { readonly proxy: HttpProxy | null };

const shape = object<NetworkSettings & { v: 1 }>({
  v: literal(1),
  proxy: nullable(
    object<HttpProxy>({
      host: text(253),
      port: integer(1, 65_535),
      exceptions: list(text(253), NETWORK_LIMITS.exceptions),
      credentials: nullable(object({ user: text(NETWORK_LIMITS.user), password: text(NETWORK_LIMITS.password) })),
    }),
  ),
  ca: nullable(text(2 * NETWORK_LIMITS.pem)),
});

/** Bytes of what is set, with the password: to be sealed. */
export function networkBytes({ proxy, ca }: NetworkSettings): Uint8Array {
  return utf8(canonicalText({ v: 1, proxy, ca } as unknown as Json));
}

/** Reads them; null for what is none. */
export function parseNetwork(bytes: Uint8Array): NetworkSettings | null {
  try {
    return readOrNull(shape, JSON.parse(fromUtf8(bytes)));
  } catch {
    return null;
  }
}

/**
 * How this process reaches others: through a proxy or not, and which CAs are believed beside those that the system knows.
 * One for the whole process, because a process has one desk open; without one, everything goes out directly. What is said to
 * this machine itself never goes through a proxy.
 */
import { BlockList, isIP } from 'node:net';
import * as tls from 'node:tls';
import { isLoopback } from '../system/loopback.ts';
import { ProxyFailure } from './proxy-failure.ts';

/** User and password for a proxy, by HTTP Basic (RFC 7617). */
export interface ProxyCredentials {
  readonly user: string;
  readonly password: string;
}

/** An HTTP proxy that makes tunnels (CONNECT, RFC 9110, section 9.3.6). */
export interface HttpProxy {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whom it is not used for, as {@link isExcepted} reads them. */
  readonly exceptions: readonly string[];
  readonly credentials: ProxyCredentials | null;
}

/** How others are reached. */
export interface Outgoing {
  /** Null for direct connections; `unknown` when what was set cannot be read: then nothing goes out. */
  readonly proxy: HttpProxy | null | 'unknown';
  /** PEM of CAs that are believed beside those that the system knows; null for none. */
  readonly ca: string | null;
}

const DIRECT: Outgoing = { proxy: null, ca: null };

let current = DIRECT;

/** Sets how this process reaches others from now on. Returns what takes it back, unless somebody has set another since. */
export function setOutgoing(outgoing: Outgoing): () => void {
  current = outgoing;
  return () => {
    if (current === outgoing) current = DIRECT;
  };
}

/** A host without the brackets that an address puts around IPv6. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '');

/** The proxy to a host; null when it is reached directly. Throws `ProxyFailure` when that is not known. */
export function wayTo(host: string): HttpProxy | null {
  const { proxy } = current;
  if (proxy === null || isLoopback(host)) return null;
  if (proxy === 'unknown') throw new ProxyFailure('proxy-settings', null, 'the settings of the network cannot be read');
  return isExcepted(host, proxy.exceptions) ? null : proxy;
}

/**
 * Whether a host is one of these: `*` for all; an IP address or a range of them (`10.0.0.0/8`); a name, which stands for the
 * names below it too (`example.com`, also written `.example.com` and `*.example.com`).
 */
export function isExcepted(host: string, exceptions: readonly string[]): boolean {
  const name = bareHost(host).toLowerCase().replace(/\.$/, '');
  return exceptions.some((exception) => exception === '*' || matches(name, exception.toLowerCase()));
}

function matches(name: string, exception: string): boolean {
  const [address = '', prefix] = exception.split('/');
  const family = isIP(address);
  if (family === 0) {
    const parent = exception.replace(/^\*?\./, '');
    return name === parent || name.endsWith(`.${parent}`);
  }
  if (isIP(name) !== family) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix), kind);
  return list.check(name, kind);
}

/**
 * What may have signed a server's certificate, for Node's TLS. A CA that a connection file pins stands alone: it was shown and
 * accepted with the file, and nothing that is set for the network may be believed in its place. Undefined for those that the
 * system knows.
 */
export function trustedCas(pinned: string | null): string | string[] | undefined {
  if (pinned !== null) return pinned;
  return current.ca === null ? undefined : [...knownCas(), current.ca];
}

/** Those that Node believes when nothing is said; before 22.15 it tells only those that it was built with. */
const knownCas = (): readonly string[] =>
  'getCACertificates' in tls ? tls.getCACertificates('default') : (tls as typeof import('node:tls')).rootCertificates;

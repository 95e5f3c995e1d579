/** Why a connection came to nothing, by the error codes of Node and OpenSSL: so that a person is told what to do about it. */
import { PROXY_FAILURES, ProxyFailure } from './proxy-failure.ts';

/** The reasons that have words of their own (core/words, `anchor-unavailable`). */
export const FAILURES = [
  'net-name', // the host's name is not known
  'net-refused', // nobody listens there
  'net-timeout',
  'net-unreachable',
  'tls-ca', // signed by nobody who is trusted
  'tls-expired', // or not valid yet
  'tls-name', // for another host
  'tls-other',
  ...PROXY_FAILURES, // it was the proxy
] as const;

/** One of the reasons. */
export type Failure = (typeof FAILURES)[number];

const BY_CODE: Readonly<Record<string, Failure>> = {
  ENOTFOUND: 'net-name',
  EAI_AGAIN: 'net-name',
  ECONNREFUSED: 'net-refused',
  ETIMEDOUT: 'net-timeout',
  ABORT_ERR: 'net-timeout',
  EHOSTUNREACH: 'net-unreachable',
  ENETUNREACH: 'net-unreachable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-ca',
  CERT_SIGNATURE_FAILURE: 'tls-ca',
  CERT_UNTRUSTED: 'tls-ca',
  INVALID_CA: 'tls-ca',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  EPROTO: 'tls-other',
};

/** How many causes of causes are looked at. */
const DEPTH = 5;

/** The reason of anything that was thrown; null when it says none of these. */
export function failureOf(error: unknown): Failure | null {
  let at: unknown = error;
  for (let depth = 0; depth < DEPTH && at instanceof Error; depth++) {
    if (at instanceof ProxyFailure) return at.reason;
    const { code } = at as Error & { readonly code?: unknown };
    if (at.name === 'TimeoutError') return 'net-timeout';
    const known =
      typeof code === 'string' ? (BY_CODE[code] ?? (/^ERR_(SSL|TLS)_/.test(code) ? 'tls-other' : null)) : null;
    if (known) return known;
    at = at instanceof AggregateError ? (at.errors[0] ?? at.cause) : at.cause;
  }
  return null;
}

/** The same as details of an error, with the proxy where it was that one: nothing, where there is no such reason. */
export function failureDetail(error: unknown): { readonly reason?: Failure; readonly proxy?: string } {
  const reason = failureOf(error);
  const proxy = proxyIn(error);
  return { ...(reason ? { reason } : {}), ...(proxy === null ? {} : { proxy }) };
}

function proxyIn(error: unknown): string | null {
  let at: unknown = error;
  for (let depth = 0; depth < DEPTH && at instanceof Error; depth++, at = at.cause)
    if (at instanceof ProxyFailure) return at.proxy;
  return null;
}

/** Whether a host was reached, and what it said before anything could be asked was not acceptable. */
export const isTlsFailure = (reason: unknown): boolean => String(reason).startsWith('tls-');

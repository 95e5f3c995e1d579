/** Where a gateway, or a member's own port, answers; and what is said when it does not. */
import { NotaryError } from '../../errors.ts';
import type { Decoder } from '../../formats/decoder.ts';
import { servicePrefix } from '../network/address.ts';
import { HttpFailure, type HttpFailureReason } from '../network/http.ts';

/** User and password for HTTP Basic. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The address of a gateway, or of a member's own port. */
export interface JdEndpoint {
  /** A prefix as {@link jdAddress} reads it. */
  readonly url: string;
  /** PEM of the only CA that may have signed the certificate; null for those that the system knows. */
  readonly ca: string | null;
  /** Null where nobody asks for them. */
  readonly credentials: Credentials | null;
}

/** What nodes that speak GMTLS need in front of them; nothing in this program, and nothing in Node, speaks it. */
const GMTLS_HINT =
  'GMTLS (GB/T 38636) is not supported: put a reverse proxy in front that speaks GMTLS to the node and TLS to this program';

const prefix = servicePrefix('a node');

/** Reads an address: `https://…`, or `http://` on this machine. Throws `malformed`, or `not-supported` for GMTLS. */
export const jdAddress: Decoder<string> = (value, at) => {
  if (typeof value === 'string' && /^(?:gmtls|gmssl|tlcp|gmhttps):/i.test(value))
    throw new NotaryError('not-supported', `${at}: ${GMTLS_HINT}`);
  return prefix(value, at);
};

/**
 * Why a question has no answer: as for any request, or `not-allowed` (401, 403), `status` (any other but 200), `refused` (an
 * error in the node's own words), `shape` (nothing that a node answers) and `wrong` (a hash or address that does not follow from
 * the content, or is not the one that was asked for: no honest node answers so).
 */
export type NoAnswer = HttpFailureReason | 'not-allowed' | 'status' | 'refused' | 'shape' | 'wrong';

/** The error for a question without an answer: `anchor-unavailable`, with its `reason`, for one of them. */
export function unavailable(url: string, reason: NoAnswer, why: string, cause?: unknown): NotaryError {
  return new NotaryError('anchor-unavailable', `${url}: ${why}`, { endpoint: url, reason }, cause);
}

/** Why an error of this folder was thrown; null for any other error. */
export function reasonOf(error: unknown): NoAnswer | null {
  const isOurs = error instanceof NotaryError && error.code === 'anchor-unavailable' && 'reason' in error.details;
  return isOurs ? (error.details.reason as NoAnswer) : null;
}

/** What happened to a request, in words. A handshake that fails is what a server for GMTLS makes of ours. */
export function failureText({ reason, message }: HttpFailure): string {
  return reason === 'tls' ? `no TLS connection (${message}); if it speaks GMTLS: ${GMTLS_HINT}` : message;
}

/** The error of a request that was not answered. Anything else that was thrown is thrown again. */
export function unanswered(url: string, error: unknown): NotaryError {
  if (!(error instanceof HttpFailure)) throw error;
  return unavailable(url, error.reason, failureText(error), error);
}

/** The header of HTTP Basic (RFC 7617), in UTF-8. */
export function authorization({ credentials }: JdEndpoint): Readonly<Record<string, string>> {
  if (!credentials) return {};
  const pair = Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8');
  return { authorization: `Basic ${pair.toString('base64')}` };
}

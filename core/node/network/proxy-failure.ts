/** Why a proxy made no tunnel. Nothing of what was to be sent has left this machine then. */

/** The reasons; each has words of its own (core/words, `anchor-unavailable`). */
export const PROXY_FAILURES = [
  'proxy-settings', // what was set cannot be read
  'proxy-unreachable', // nobody answers at its address
  'proxy-timeout', // it says nothing in time
  'proxy-credentials', // it wants a user and password, or others (407)
  'proxy-refused', // it does not let this through
  'proxy-target', // it cannot reach the other side itself (5xx)
  'proxy-other', // what answers is no HTTP proxy
] as const;

/** One of the reasons. */
export type ProxyReason = (typeof PROXY_FAILURES)[number];

/** See the head of this file. */
export class ProxyFailure extends Error {
  readonly reason: ProxyReason;
  /** Host and port of the proxy; null when it is not known. */
  readonly proxy: string | null;

  constructor(reason: ProxyReason, proxy: string | null, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProxyFailure';
    this.reason = reason;
    this.proxy = proxy;
  }
}

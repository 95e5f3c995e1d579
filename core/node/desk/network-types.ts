/** How a desk reaches others, as it is shown and set: types only and nothing of Node. */
import type { Fault } from '../system/fault.ts';

/** A CA that the desk believes beside those that the system knows. */
export interface NetworkCa {
  readonly subject: string;
  /** SHA-256 of the certificate, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** RFC 3339. */
  readonly until: string;
  readonly expired: boolean;
}

/** What is set; of the password only that there is one. */
export interface NetworkStatus {
  readonly proxy: {
    /** `http://host:port`. */
    readonly address: string;
    readonly exceptions: readonly string[];
    /** Null where nobody asks for one; else the password is sealed with the desk's keys. */
    readonly user: string | null;
  } | null;
  readonly cas: readonly NetworkCa[];
  /** Why what was set cannot be read: nothing goes out then. */
  readonly problem: Fault | null;
}

/** A proxy to set. */
export interface ProxyWish {
  /** `host:port`, also with `http://` before it. */
  readonly address: string;
  readonly exceptions: readonly string[];
  readonly user: string | null;
  /** Null keeps the one that is there, for the same address and user. */
  readonly password: string | null;
}

/** What to set; what is left out stays. */
export interface NetworkWish {
  /** Null for direct connections. */
  readonly proxy?: ProxyWish | null;
  /** Path of a PEM file with one CA or several; null for none. */
  readonly ca?: string | null;
}

/** Bounds for reading archives and mails in a box, which are untrusted. */
import { ARCHIVE_LIMITS } from '../../documents/box/limits.ts';
import { boxFault } from '../../documents/box/trouble.ts';
import type { BoxFault } from '../../documents/box/types.ts';
import { faultOf } from '../system/fault.ts';

/** The bounds; docs/case-box.md names them. */
export const BOX_LIMITS = {
  ...ARCHIVE_LIMITS,
  /** Bytes of a mail. */
  mail: 64 * 1024 * 1024,
  /** Milliseconds within which a thread must make progress on an entry. */
  silence: 120_000,
} as const;

/** The reason that a row gives for an error. */
export function boxFaultOf(error: unknown): BoxFault {
  return boxFault(faultOf(error));
}

/** Bounds of what is looked into: archives and mails in a box come from strangers. */
import { ARCHIVE_LIMITS } from '../../documents/box/limits.ts';
import { boxFault } from '../../documents/box/trouble.ts';
import type { BoxFault } from '../../documents/box/types.ts';
import { faultOf } from '../system/fault.ts';

/** The bounds; docs/case-box.md names them. */
export const BOX_LIMITS = {
  ...ARCHIVE_LIMITS,
  /** Bytes of a mail. */
  mail: 64 * 1024 * 1024,
  /** Milliseconds in which a thread must have got on with one entry. */
  silence: 120_000,
} as const;

/** What a row says about an error. */
export function boxFaultOf(error: unknown): BoxFault {
  return boxFault(faultOf(error));
}

/** The bounds of a box in the page, and what a row says about an error there. */
import { ARCHIVE_LIMITS } from '../../../core/documents/box/limits.ts';
import { boxFault } from '../../../core/documents/box/trouble.ts';
import type { BoxFault } from '../../../core/documents/box/types.ts';
import { NotaryError } from '../../../core/errors.ts';

/** The bounds of a box in the page; larger ones are for the app. */
export const PAGE_BOX = {
  ...ARCHIVE_LIMITS,
  /** Files, those in archives included. */
  files: 2_000,
  /** Bytes, unpacked. */
  bytes: 2 * 1024 ** 3,
} as const;

/** The reason that a row gives for an error; a defect is rethrown. */
export function boxFaultOf(error: unknown): BoxFault {
  return boxFault(error instanceof NotaryError ? error : new NotaryError('file-unreadable', String(error), {}, error));
}

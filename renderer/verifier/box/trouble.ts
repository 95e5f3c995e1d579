/** Why something in a box is not looked into: the same reasons and codes as in the app. */
import { BOX_REASONS, type BoxFault, type BoxReason } from '../../../core/box/types.ts';
import { NotaryError } from '../../../core/errors.ts';

/** The bounds of a box in the page; larger ones are for the app. */
export const PAGE_BOX = {
  /** Files, those in archives included. */
  files: 2_000,
  /** Bytes, unpacked. */
  bytes: 2 * 1024 ** 3,
  /** Archives inside one another. */
  depth: 8,
  /** An archive inside another one is unpacked into memory. */
  inner: 128 * 1024 * 1024,
} as const;

const CODES = {
  encrypted: 'file-unreadable',
  damaged: 'malformed',
  'too-deep': 'too-large',
  'too-many': 'too-large',
  'too-large': 'too-large',
  'timed-out': 'timed-out',
  unsupported: 'not-supported',
} as const satisfies Record<BoxReason, string>;

/** The error of something that is not looked into. */
export function boxTrouble(reason: BoxReason, message: string, cause?: unknown): NotaryError {
  return new NotaryError(CODES[reason], message, { reason }, cause);
}

/** What a row says about an error; a defect is thrown on. */
export function boxFaultOf(error: unknown): BoxFault {
  const known = error instanceof NotaryError ? error : new NotaryError('file-unreadable', String(error), {}, error);
  const { code, message, details } = known;
  return { code, message, reason: BOX_REASONS.find((reason) => reason === details.reason) ?? null };
}

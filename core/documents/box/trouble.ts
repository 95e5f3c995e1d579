/** Reasons why something in a box is not read: the same in the app and the checker page. */
import { type ErrorCode, NotaryError } from '../../errors.ts';
import type { ClosedKind } from './containers.ts';
import { BOX_REASONS, type BoxFault, type BoxReason } from './types.ts';

const CODES = {
  encrypted: 'file-unreadable',
  damaged: 'malformed',
  'too-deep': 'too-large',
  'too-many': 'too-large',
  'too-large': 'too-large',
  'timed-out': 'timed-out',
  unsupported: 'not-supported',
  signature: 'not-supported',
  linked: 'not-supported',
  fragment: 'not-supported',
} as const satisfies Record<BoxReason, ErrorCode>;

/** The error for something that is not read. */
export function boxTrouble(reason: BoxReason, message: string, cause?: unknown): NotaryError {
  return new NotaryError(CODES[reason], message, { reason }, cause);
}

/** The error for a file that is not looked into; see `closedKind`. */
export function closedTrouble(kind: ClosedKind): NotaryError {
  if (kind === 'signature') return boxTrouble('signature', 'a signature of another file');
  return boxTrouble('unsupported', 'files in it are not looked into');
}

/** The form of an error kept in a row. */
export function boxFault({ code, message, details }: Pick<NotaryError, 'code' | 'message' | 'details'>): BoxFault {
  return { code, message, reason: BOX_REASONS.find((reason) => reason === details.reason) ?? null };
}

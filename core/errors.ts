/**
 * The one error class of the notary. `code` is for programs and comes from a closed list; `message` is plain English
 * for logs and developers. The text shown to users is looked up by code in `core/words/`.
 */

/** Every code there is. A new one needs words in both languages (a test holds that). */
export const ERROR_CODES = [
  // input that cannot be read as what it claims to be
  'malformed', // bytes or values that break the format
  'newer-version', // a major version this program does not know
  'too-large', // a bound on size, depth, count or expansion was hit
  'timed-out', // a bound on time was hit
  'not-a-certificate', // a file without the three attachments
  'codes-missing', // pictures of a proof on paper that do not show all of its codes
  'bad-input', // an argument or fact that is not allowed
  'usage', // a command line that cannot be understood
  // files
  'file-missing',
  'file-unreadable',
  'file-changed', // changed while it was being hashed
  'file-empty',
  'file-special', // a device, socket or pipe
  'file-loop', // a loop of links
  'file-path-too-long',
  'write-failed', // no space, no permission
  // the desk
  'not-found',
  'no-home', // the desk has not been set up
  'home-exists',
  'home-locked', // another process works in this home
  'home-newer', // the database was made by a newer version
  'home-damaged',
  'key-locked', // no way to unwrap the keys: passphrase, keychain or recovery code needed
  'key-missing',
  'clock-behind', // the device's clock says less than the log, or a chain, has already
  'clock-ahead', // it says more than can be right
  'rolled-back', // the database is older than what this desk, or a copy of it, has signed
  'memory-lost', // what was signed cannot be remembered outside of the home; nothing stops for it
  'wrong-state', // for instance: withdrawing a sealed record
  'cancelled',
  // trust and anchors
  'trust-exists',
  'trust-fingerprint', // the typed fingerprint does not match
  'anchor-refused', // the chain or witness refused for good
  'anchor-stale', // the prepared payload builds on an older state of the chain; the job is prepared again
  'anchor-unavailable', // could not be reached; retried later
  'anchor-invalid', // it answered, but the answer does not verify
  'not-supported',
  'internal',
] as const;

/** One of the codes. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error that is expected to happen; anything else that is thrown is a defect. */
export class NotaryError extends Error {
  readonly code: ErrorCode;
  /** Values to fill into the sentence shown to the user, for instance `{ file: 'a.pdf' }`. Never secret. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, details: Record<string, string | number> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NotaryError';
    this.code = code;
    this.details = details;
  }
}

/** The code of anything that was thrown: its own, or `internal` for a defect. */
export function errorCode(error: unknown): ErrorCode {
  return error instanceof NotaryError ? error.code : 'internal';
}

/** Makes the compiler check that every member of a union is handled. */
export function assertNever(value: never): never {
  throw new NotaryError('internal', `unhandled case ${JSON.stringify(value)}`);
}

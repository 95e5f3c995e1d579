/**
 * What a home stores was written by the desk itself: if it cannot be read, the home is damaged. Readers of formats say
 * `malformed` and mean a file that somebody sent; what they say of the desk's own data is translated here.
 */
import { type ErrorCode, NotaryError } from '../../errors.ts';

const REFUSALS: ReadonlySet<ErrorCode> = new Set(['malformed', 'newer-version', 'too-large']);

/** Reads something of the desk's own. Throws `home-damaged` for what cannot be read; `details` say where it is. */
export function ownData<T>(details: Readonly<Record<string, string | number>>, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const isRefusal = cause instanceof SyntaxError || (cause instanceof NotaryError && REFUSALS.has(cause.code));
    throw isRefusal ? damaged(details, (cause as Error).message, cause) : cause;
  }
}

/** The error of stored data that cannot be right; `id` is the record that it belongs to, if any. */
export function damaged(
  details: Readonly<Record<string, string | number>>,
  what: string,
  cause?: unknown,
): NotaryError {
  const where = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  return new NotaryError('home-damaged', `${['stored data', ...where].join(', ')}: ${what}`, { ...details }, cause);
}

/** Reads something of a record; null when it is damaged, so that the other records go on. */
export function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotaryError && error.code === 'home-damaged') return null;
    throw error;
  }
}

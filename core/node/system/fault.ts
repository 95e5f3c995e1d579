/** An error as plain data: what crosses threads, processes and JSON, where a class would lose its type. */
import { type ErrorCode, NotaryError } from '../../errors.ts';

/** The data of a `NotaryError`. */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/**
 * Converts anything thrown to a fault. Anything other than a `NotaryError` is a defect: `internal`, with its message.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof NotaryError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}

/** A fault as an error again. */
export function errorOf(fault: Fault): NotaryError {
  return new NotaryError(fault.code, fault.message, fault.details);
}

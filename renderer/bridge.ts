import type { ApiError, NotaryBridge, Result } from '../electron/api.ts';

declare global {
  interface Window {
    readonly notary: NotaryBridge;
  }
}

/** The preload's object: the only connection of this page to the outside. */
export const notary: NotaryBridge = window.notary;

/** A call that was answered with an error. */
export class CallError extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.name = 'CallError';
    this.error = error;
  }
}

/** The value of an answer. Throws `CallError`. */
export async function call<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

/** Converts anything thrown to an error with a text; errors not from the desk are defects. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof CallError) return thrown.error;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), details: {} };
}

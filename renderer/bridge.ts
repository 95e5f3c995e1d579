import type { ApiError, NotaryBridge, Result } from '../electron/api.ts';

declare global {
  interface Window {
    readonly notary: NotaryBridge;
  }
}

/** What the preload put here: the only way out of this page. */
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

/** Anything thrown as an error that has words; what is not from the desk is a defect of ours. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof CallError) return thrown.error;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), details: {} };
}

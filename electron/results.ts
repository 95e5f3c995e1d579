/** Answers that cross processes: errors lose their class there, so they travel as plain values. */
import { NotaryError } from '../core/errors.ts';
import type { ApiError, Result } from './api.ts';

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: unknown): Result<never> {
  return { ok: false, error: toApiError(error) };
}

/**
 * What a window may know of an error. A defect keeps its message and stack to itself: they may hold paths or facts, and
 * say nothing to a clerk. `report` gets them for the log.
 */
export function toApiError(error: unknown, report: (defect: unknown) => void = console.error): ApiError {
  if (error instanceof NotaryError) return { code: error.code, message: error.message, details: error.details };
  report(error);
  return { code: 'internal', message: 'a defect in the program; its log has the details', details: {} };
}

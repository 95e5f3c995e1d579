/** Answers between processes: errors lose their class there, so they are sent as plain values. */
import { NotaryError } from '../core/errors.ts';
import type { ApiError, Result } from './api.ts';

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: unknown): Result<never> {
  return { ok: false, error: toApiError(error) };
}

/**
 * The part of an error that a window gets. Message and stack of a defect are withheld, because they may contain paths
 * or facts; `report` gets them for the log.
 */
export function toApiError(error: unknown, report: (defect: unknown) => void = console.error): ApiError {
  if (error instanceof NotaryError) return { code: error.code, message: error.message, details: error.details };
  report(error);
  return { code: 'internal', message: 'a defect in the program; its log has the details', details: {} };
}

import type { Phrases } from '../types.ts';
import { deskErrors } from './desk-errors.ts';
import { readingErrors } from './reading-errors.ts';

/** All errors in Chinese. */
export const errors: Phrases['errors'] = { ...readingErrors, ...deskErrors };

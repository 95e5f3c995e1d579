import type { ErrorDetails } from './types.ts';

/**
 * Whether a person is offered to say that the clock is right, in words and by a form: against a log or a chain, which may
 * be wrong themselves, and against a program that may be old, but not against one that is younger than the clock says.
 */
export const isClockForPerson = ({ by }: ErrorDetails): boolean => by !== 'program';

import type { ErrorDetails } from './types.ts';

/**
 * Whether a person is offered to say that the clock is right, in words and by a form: against a log or a chain, which may
 * be wrong themselves, but not against the age of this program.
 */
export const isClockForPerson = ({ by }: ErrorDetails): boolean => by !== 'program';

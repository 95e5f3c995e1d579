import type { BoxState } from '../../../../core/documents/box/types.ts';

/** A person should see what is neither proven nor simply the same file once more. */
export const needsLook = (state: BoxState): boolean => state !== 'proven' && state !== 'duplicate';

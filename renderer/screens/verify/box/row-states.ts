import type { BoxState } from '../../../../core/documents/box/types.ts';

/** States that need attention: neither proven nor a duplicate. */
export const needsLook = (state: BoxState): boolean => state !== 'proven' && state !== 'duplicate';

/** How long a test waits for what is bound to happen on a machine that does other things as well, in milliseconds. */
export const PATIENCE = 300_000;

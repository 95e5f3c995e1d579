/** Ids of chains that are no consortium's but for trying out begin so. */
const TEST_CHAIN = 'demo-';

/** True for the chain of a test network, which proves nothing to others. */
export const isTestChain = (chain: string): boolean => chain.startsWith(TEST_CHAIN);

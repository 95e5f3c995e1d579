/** Hashing and unpacking by Node, for bulk work. */
import type { Tools } from '../../doctor/tools.ts';
import { nodeCrypto } from '../crypto.ts';
import { nodeInflater } from '../inflate.ts';

/** Gives what `universalTools` gives. */
export const nodeTools: Tools = { crypto: nodeCrypto, ...nodeInflater };

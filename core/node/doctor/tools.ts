/** Hashing and unpacking by Node, for bulk work. */
import type { Tools } from '../../documents/doctor/tools.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { nodeInflater } from '../system/inflate.ts';

/** Same results as `universalTools`. */
export const nodeTools: Tools = { crypto: nodeCrypto, ...nodeInflater };

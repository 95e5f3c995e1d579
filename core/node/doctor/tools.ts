/** Hashing and unpacking by Node, for bulk work. */
import { inflateRawSync } from 'node:zlib';
import type { Tools } from '../../doctor/tools.ts';
import { NotaryError } from '../../errors.ts';
import { nodeCrypto } from '../crypto.ts';

/** Gives what `universalTools` gives. */
export const nodeTools: Tools = {
  crypto: nodeCrypto,
  inflateRaw(packed, limit) {
    try {
      const data = inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
      return new Uint8Array(data.buffer, data.byteOffset, data.length);
    } catch (error) {
      const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new NotaryError(large ? 'too-large' : 'malformed', 'does not unpack', {}, error);
    }
  },
};

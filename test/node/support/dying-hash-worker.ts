/** A hashing thread that dies of looking into a file. */

import type { HashAnswer, HashPart, HashRequest } from '../../../core/node/hashing/hash-worker.ts';
import { answerRequests } from '../../../core/node/system/thread-inside.ts';

answerRequests<HashRequest, HashAnswer, HashPart>((request, send) => {
  if (request.do === 'walk') {
    send({ is: 'found', steps: request.roots.map((path) => ({ path, size: 1 })) });
    return [];
  }
  if (request.look) throw new Error('too much');
  return request.files.map(({ index }) => ({ index, digest: { sha256: 'hashed' } as never }));
});

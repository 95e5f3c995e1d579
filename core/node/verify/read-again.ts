/** Reads documents again of which a record says that facts were read from them, each in a process of its own. */
import { READERS } from '../../documents/reading/index.ts';
import type { DocumentReading } from '../../verification/reading.ts';
import type { DoctorPool } from '../doctor/pool.ts';

/** Reads a document again, of which a record says that facts were read from it; `sha256` is what its bytes are. */
export type ReadDocument = (path: string, sha256: string) => Promise<DocumentReading>;

/**
 * By the readers of this program. A document that is no longer what was hashed is not read. One that is larger than anything
 * that is looked into has no facts for anybody, so that nobody escapes the check by making it longer.
 */
export function readAgainBy(doctor: Pick<DoctorPool, 'read'>): ReadDocument {
  return async (path, sha256) => {
    const { readings, missing } = await doctor.read({ path, sha256 });
    if (missing === 'changed' || missing === 'cancelled') return { state: 'not-run', reason: 'unread' };
    if (missing !== null) return { state: 'not-run', reason: 'gave-up' };
    const found = readings.map(({ reader, v, facts }) => ({ reader, v, facts }));
    return { state: 'read', readers: READERS, found };
  };
}

/** A trace in a format of other programs. */
import { utf8 } from '../../../formats/bytes.ts';
import { epcisOf } from '../../../trace/epcis.ts';
import { provOf } from '../../../trace/prov.ts';
import type { Trace } from '../../../trace/types.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';

/** EPCIS 2.0 as JSON-LD, or PROV-JSON. */
export type TraceFormat = 'epcis' | 'prov';

/** Writes a trace in a format. `now` is RFC 3339. Throws `write-failed`. */
export function writeTrace(path: string, trace: Trace, format: TraceFormat, now: string): void {
  const document = format === 'epcis' ? epcisOf(trace, now, nodeCrypto) : provOf(trace);
  writeAtomic(path, utf8(`${JSON.stringify(document, null, 2)}\n`));
}

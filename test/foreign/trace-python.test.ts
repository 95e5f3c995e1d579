/** Exports of a trace, read by programs that others wrote: the EPCIS event hash of GS1's reference, and a reader of PROV. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { epcisOf } from '../../core/trace/epcis.ts';
import { traceOf } from '../../core/trace/graph.ts';
import { provOf } from '../../core/trace/prov.ts';
import { order, record, TRADE } from '../core/trace/support/records.ts';
import { inFolder, run } from './pdf-programs.ts';
import { pythonWith } from './python-package.ts';

const trace = traceOf([...TRADE, record('PO-8', { place: 30, supersedes: 'PO-7' })], order.key);

it('the id of every event is the hash that the reference computes', (context) => {
  const python = pythonWith(context, 'epcis-event-hash-generator==1.9.3');
  return inFolder((folder) => {
    const document = epcisOf(trace, '2026-12-01T00:00:00.000Z', nobleCrypto);
    const file = join(folder, 'trace.jsonld');
    writeFileSync(file, JSON.stringify(document));
    const said = String(run(python, ['-m', 'epcis_event_hash_generator', file])).split('\n');
    const hashes = said.filter((line) => line.startsWith('ni:'));
    expect(hashes).toEqual(document.epcisBody.eventList.map(({ eventID }) => eventID));
    expect(hashes).toHaveLength(5);
  });
});

const READ = `
import sys
from prov.model import ProvDocument, ProvEntity, ProvDerivation, ProvInfluence
document = ProvDocument.deserialize(sys.argv[1], format='json')
print(len(list(document.get_records(ProvEntity))))
print(len([one for one in document.get_records(ProvInfluence) if one.get_type().localpart == 'Influence']))
print(len(list(document.get_records(ProvDerivation))))
again = ProvDocument.deserialize(content=document.serialize(format='json'), format='json')
print(again == document)
`;

it('a reader of PROV finds the records, the links and the versions', (context) => {
  const python = pythonWith(context, 'prov==3.2.3');
  return inFolder((folder) => {
    const file = join(folder, 'trace.json');
    writeFileSync(file, JSON.stringify(provOf(trace)));
    expect(
      String(run(python, ['-c', READ, file]))
        .trim()
        .split('\n'),
    ).toEqual(['5', '4', '1', 'True']);
  });
});

// What the certificate of a dossier withholds, no certificate inside it names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { canonicalBytes, type Json, parseCanonical } from '../../core/formats/canonical.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { Notary } from '../../core/notary.ts';
import { testFolder } from './support/folder.ts';
import { ubl } from './support/ubl.ts';

const HOLDER = 'Blue Sea Lantern';

it('a record whose chain names the withheld holder is not laid open', async () => {
  const dir = testFolder();
  const options = { home: join(dir, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' };
  const holder = { name: HOLDER, creditCode: null, operator: null };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  onTestFinished(() => desk.close());
  writeFileSync(join(dir, 'a.xml'), ubl({ number: 'R-1' }));
  const [item] = await desk.intake({ paths: [join(dir, 'a.xml')], again: false }).done;
  const id = item?.recordId ?? '';
  await desk.seal();
  const said = { title: 'Pool', number: null, note: null, date: null, words: null, cutOff: null };
  const source = { from: 'ids', ids: [id] } as const;
  const { record } = await desk.dossiers.make({ ...said, source, template: null, supersedes: null });
  await desk.seal();
  const evidence = Notary.prototype.evidence;
  const named = vi.spyOn(Notary.prototype, 'evidence').mockImplementation(function (this: Notary, ...args) {
    const made = evidence.apply(this, args);
    if (args[0] !== id) return made;
    const value = parseCanonical(made.evidence) as unknown as Record<string, Json>;
    return { ...made, evidence: canonicalBytes({ ...value, anchors: [{ data: { organisation: HOLDER } }] }) };
  });
  onTestFinished(() => named.mockRestore());
  const certified = (open: readonly string[]) =>
    desk.dossiers.certify(record ?? '', { items: true, open, absent: [], sample: null }, ['holder'], join(dir, 'out'));
  const refused = { code: 'bad-input', details: { id, reason: 'chain-names-holder' } };
  await expect(certified([id])).rejects.toMatchObject(refused);
  expect((await certified([])).errors).toEqual([]);
});

/** A small home in which every part of a desk has left something. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trustBundleBytes } from '../../../core/formats/trust.ts';
import { Desk } from '../../../core/node/desk/desk.ts';
import { options } from './damaged.ts';

const holder = (name: string) => ({ name, creditCode: null, operator: null });

/** What was made of it while it was sound. */
export interface WholeHome {
  readonly home: string;
  /** Certificates of two records. */
  readonly out: string;
  /** The desk's own bundle. */
  readonly trust: string;
  /** The documents of all records, by name. */
  readonly documents: string;
}

/** Makes it in this folder: three sealed records, one of them erased, two that wait, a certificate that was sent, a second holder, a bundle. */
export async function makeWholeHome(folder: string): Promise<WholeHome> {
  const [home, out, documents] = ['home', 'out', 'documents'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const trust = join(folder, 'own.trust.json');
  for (const made of [out, documents]) mkdirSync(made);
  const { desk } = await Desk.init(options(home), { language: 'en', holder: holder('ACME') });
  const takeIn = async (name: string) => {
    const path = join(documents, name);
    writeFileSync(path, `bytes of ${name}`);
    const [item] = await desk.intake({ paths: [path], again: false }).done;
    return item?.recordId ?? '';
  };
  const [first, second, third] = [await takeIn('a.txt'), await takeIn('b.txt'), await takeIn('c.txt')];
  await desk.edit({ ids: [first], facts: { title: 'first' } });
  await desk.seal();
  await desk.certificates.certify([first, second], [], out, [{ name: 'Court', address: null }]);
  desk.erasing.erase([third]);
  desk.holders.change(holder('ACME Ltd'));
  desk.verification.export(trust);
  desk.verification.accept({ path: await otherBundle(folder), fingerprint: null, typed: null });
  await takeIn('d.txt');
  await takeIn('e.txt');
  await desk.close();
  return { home, out, trust, documents };
}

/** The bundle of another desk. */
async function otherBundle(folder: string): Promise<string> {
  const other = await Desk.init(options(join(folder, 'other')), { language: 'en', holder: holder('Other') });
  const path = join(folder, 'other.trust.json');
  writeFileSync(path, trustBundleBytes(other.desk.verification.ownBundle()));
  await other.desk.close();
  return path;
}

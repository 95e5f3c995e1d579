/** The seals on an OFD document (GB/T 33190 section 18): found, checked, and said in notes. */
import { NotaryError } from '../../errors.ts';
import { visible } from '../../formats/plain-text.ts';
import { checkSeal, type SealReport } from '../seal/checks.ts';
import { folderOf, type OfdDocument, type OfdPackage, partsNamed, textAt } from './ofd-package.ts';
import type { Note } from './reading.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** A seal on a document. */
export interface OfdSeal extends SealReport {
  /** Path of its Signature.xml, or what stands in its place. */
  readonly place: string;
  /** Paths of the parts that it names, and of those that are its own. */
  readonly covered: readonly string[];
}

/** Seals of a document; parts, and characters of a name, that are shown in a note. */
const LIMITS = { seals: 50, shown: 10, name: 80 } as const;

const LISTS = xmlPath('Signatures');
const SEALS = xmlPath('Signature');
const PARTS = xmlPath('SignedInfo/References');
const PART = xmlPath('SignedInfo/References/Reference');
const DIGEST = xmlPath('CheckValue');
const SEAL_FILE = xmlPath('SignedInfo/Seal/BaseLoc');
const VALUE_FILE = xmlPath('SignedValue');

/** All seals of a document, checked. Throws what reading parts throws, except for the structure of a seal itself. */
export function sealsOf(file: OfdPackage, document: OfdDocument): readonly OfdSeal[] {
  const seals: OfdSeal[] = [];
  for (const { text: location } of LISTS(document.body)) {
    const [list] = partsNamed(file, location, ['', document.folder]);
    const signatures = list === undefined ? [] : SEALS(file.xml(list));
    if (seals.length + Math.max(1, signatures.length) > LIMITS.seals) tooMany();
    if (list === undefined) seals.push(missing(location));
    else seals.push(...signatures.map((signature) => sealOf(file, document, list, signature)));
  }
  return seals;
}

function tooMany(): never {
  throw new NotaryError('too-large', 'OFD: more seals than are read here');
}

function sealOf(file: OfdPackage, { folder }: OfdDocument, list: string, { attributes }: XmlElement): OfdSeal {
  const { BaseLoc = '', Type = '' } = attributes;
  const [place] = partsNamed(file, BaseLoc, [folderOf(list), folder, '']);
  if (place === undefined) return missing(BaseLoc);
  const root = file.xml(place);
  const pathsOf = (name: string) => (name === '' ? [] : partsNamed(file, name, [folderOf(place), folder, '']));
  const parts = PART(root).map((one) => {
    const { FileRef: name = '' } = one.attributes;
    return { name, stated: textAt(DIGEST, one), paths: pathsOf(name) };
  });
  const [value, seal] = [VALUE_FILE, SEAL_FILE].map((path) => pathsOf(textAt(path, root))[0]);
  const bytesOf = (path: string | undefined) => (path === undefined ? null : file.bytes(path));
  const report = checkSeal({
    type: Type,
    method: PARTS(root)[0]?.attributes.CheckMethod ?? '',
    // of a name that could be several parts, all have to be the one that was sealed
    parts: parts.flatMap(({ name, stated, paths }) =>
      (paths.length > 0 ? paths : [null]).map((path) => ({
        name,
        stated,
        digest: path === null ? null : file.sm3(path),
      })),
    ),
    listDigest: file.sm3(place),
    value: bytesOf(value),
    seal: bytesOf(seal),
  });
  const own = [place, value, seal, file.xml(list).name === 'Signatures' ? list : undefined];
  return {
    ...report,
    place,
    covered: [...own.filter((path) => path !== undefined), ...parts.flatMap(({ paths }) => paths)],
  };
}

function missing(place: string): OfdSeal {
  const none = new Uint8Array(0);
  const report = checkSeal({ type: '', method: '', parts: [], listDigest: none, value: null, seal: null });
  return { ...report, place, covered: [] };
}

/** What to say of the seals: each verdict, and the parts that no good one covers. */
export function sealNotes(file: OfdPackage, seals: readonly OfdSeal[]): readonly Note[] {
  const good = seals.filter(({ verdict }) => verdict === 'good');
  const covered = new Set(good.flatMap((seal) => seal.covered));
  const bare = good.length > 0 ? file.paths.filter((path) => !covered.has(path)) : [];
  const notes = seals.map((seal): Note => ({ code: `seal-${seal.verdict}`, detail: detailOf(seal) }));
  return bare.length > 0 ? [...notes, { code: 'seal-partial', detail: shown(bare) }] : notes;
}

function shown(paths: readonly string[]): string {
  const more = paths.length - LIMITS.shown;
  return [...paths.slice(0, LIMITS.shown), ...(more > 0 ? [`+${more}`] : [])].join(', ');
}

/** Seal, signer, issuer and time as the file states them, and what stands in the way of a good verdict. */
function detailOf({ verdict, checks, stated, place }: OfdSeal): string {
  const who = stated ? [stated.name, stated.signer, stated.issuer] : [place];
  const time = stated?.time ? [new Date(stated.time).toISOString()] : [];
  const reasons = checks
    .filter(({ outcome }) => outcome === REASON[verdict])
    .map(({ name, detail }) => `${name} ${detail}`.trim());
  return visible([...who, ...time, ...reasons].map(short).join(' · '));
}

/** Outcome of the checks that give the reason for a verdict. */
const REASON = { good: null, broken: 'failed', 'not-checked': 'not-run' } as const;

/** Names come out of the file. */
const short = (text: string) => (text.length > LIMITS.name ? `${text.slice(0, LIMITS.name)}…` : text);

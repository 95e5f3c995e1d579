/**
 * Containers: which ones are opened (by file extension), and which are recognised but not opened (by name, by the type that
 * a mail gives them, or by their first bytes).
 */
import { latin1 } from '../../formats/bytes.ts';

/** Extensions of containers that are opened. */
export type ContainerKind = 'zip' | 'eml' | 'msg';

/** The kind of an archive or mail that is opened; null for every other file. */
export function containerKind(name: string): ContainerKind | null {
  const end = /\.(zip|eml|msg)$/i.exec(name)?.[1]?.toLowerCase();
  return (end as ContainerKind | undefined) ?? null;
}

/** Why a file is not looked into: it holds others, or it only signs others. */
export type ClosedKind = 'container' | 'signature';

/** What is known of a file besides its name. */
export interface SeenContents {
  /** Content type in its mail, in lower case. */
  readonly type?: string | null;
  /** First bytes, `CONTAINER_HEAD` of them where there are as many. */
  readonly head?: Uint8Array;
}

/** As many bytes as tell every kind; `ustar` stands last, at 257. */
export const CONTAINER_HEAD = 512;

const ARCHIVES =
  '7z|rar|zipx|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|lz|lzma|lz4|z|cab|arj|ace|lzh|lha|xar|cpio|wim|iso|dmg|uue?|001|jar|war|ear|apk';
const MAILS = 'mbox|mbx|pst|ost|emlx|mht|mhtml|nws|oft|rpmsg|p7[emz]|tnef|gpg|pgp';
const NAMES = [
  new RegExp(`\\.(?:${ARCHIVES}|${MAILS})$`, 'i'),
  /\.(?:(?:7z|zip|rar)\.\d{3}|z\d\d|r\d\d)$/i, // archives in parts
  /(?:^|\/)(?:winmail\.dat|mbox)$/i,
];
/** Endings that ordinary files have too, `Anlage K1.001` or `contract.war`: a text is none of them. */
const LOOSE_NAMES = /\.(?:\d{3}|z|war|ear|lz|ace|r\d\d|z\d\d)$/i;
/** Texts of many kinds have this ending, maps too: only OpenPGP's own head makes one a container. */
const ARMOR_NAME = /\.asc$/i;
const ARMOR = /^\W*-----BEGIN PGP/;

/** Types of IANA's registry, and what programs write for them: of mails that are sealed. */
const SEALED_TYPES = [
  /^application\/(?:x-)?pkcs7-mime$/,
  /^application\/(?:vnd\.)?ms-tnef$/,
  /^application\/pgp-encrypted$/,
  /^application\/x-microsoft-rpmsg-message$/,
];
/** Those of archives and mailboxes, which mail programs also put down for other files: the first bytes must agree. */
const ARCHIVE_TYPES = [
  /^application\/(?:mbox|(?:x-)?(?:zip|zip-compressed|gzip|compressed-tar|tar|bzip2?|xz|zstd|lzip|lzma|cpio|lzh))$/,
  /^application\/(?:x-7z-compressed|vnd\.rar|x-rar(?:-compressed)?|vnd\.ms-cab-compressed|java-archive)$/,
];
const SIGNATURE_TYPES = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/;

/** First bytes, as latin1, that belong to no document whatever its name: 7z, RAR, CAB, xar, TNEF, PST, RPMSG. */
const MAGIC = [
  '7z\xbc\xaf\x27\x1c',
  'Rar!\x1a\x07',
  'MSCF\0',
  'xar!',
  '\x78\x9f\x3e\x22',
  '!BDN',
  '\x76\xe8\x04\x60\xc4\x11\xe3\x86',
];
/** Those that stand further on: ACE and tar; LZH, and an OpenPGP message behind white space. */
const MAGIC_AT = [
  [7, '**ACE**'],
  [257, 'ustar'],
] as const;
const MAGIC_WITHIN = [/^..-lh[0-7d]-/s, /^\W*-----BEGIN PGP MESSAGE-----/];
const PGP_SIGNATURE = /^\W*-----BEGIN PGP SIGNATURE-----/;
const PGP_KEY = /^\W*-----BEGIN PGP PUBLIC KEY BLOCK-----/;
const ZIP = 'PK\x03\x04';
/**
 * First bytes that documents have too, under an ending of their own (.svgz), or begin with by chance: gzip, bzip2, xz,
 * Zstandard, LZ4, lzip, compress, ZIP; cpio, uuencode, mbox.
 */
const NAMELESS = [
  '\x1f\x8b\x08',
  'BZh',
  '\xfd7zXZ\0',
  '\x28\xb5\x2f\xfd',
  '\x04\x22\x4d\x18',
  'LZIP\x01',
  '\x1f\x9d',
  ZIP,
];
const NAMELESS_TEXT = /^(?:07070[127]|begin [0-7]{3,4} \S|From \S+ [^\r\n]*\d{4}\r?\n[!-9;-~]+:)/;
/** An ending that says nothing of the contents is none. */
const ENDING = /\.(?!(?:dat|bin|tmp|file)$)[a-z][a-z0-9]{0,9}$/i;
/** Documents that are ZIP archives inside, by the name of their first entry: Office, OpenDocument, EPUB, OFD. */
const PACKAGE = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/|mimetype|OFD\.xml|Doc_\d)/;
/** Where the name of the first entry stands (APPNOTE section 4.3.7). */
const ENTRY_NAME = 30;
const PACKAGE_NAME =
  /\.(?:svgz|emz|wmz|wp[st]|ett?|dp[st]|do[ct][xm]|xls[xmb]|xlt[xm]|pp[ts][xm]|potx|od[tspgf]|ot[tsp]|ofd|epub|vsdx|pages|numbers|key|xps|oxps)$/i;
const DOCUMENTS = ['%PDF-', '\xef\xbb\xbf%PDF-', '\xff\xd8\xff', '\x89PNG'];

/**
 * What a file is that is not opened, so that a sheet says that nobody looked into it; null for a document, and for what is
 * opened. First bytes count before the name, and a type in a mail only where they do not say otherwise: programs put down
 * wrong ones. Without bytes the name and the type are all there is.
 */
export function closedKind(
  name: string,
  { type = null, head = new Uint8Array() }: SeenContents = {},
): ClosedKind | null {
  if (containerKind(name) !== null) return null;
  const first = latin1(head.subarray(0, CONTAINER_HEAD));
  if (PGP_KEY.test(first)) return null;
  if (PGP_SIGNATURE.test(first) || /\.p7s$/i.test(name)) return 'signature';
  if (holdsFiles(first)) return 'container';
  if (isDocument(first)) return null;
  if (isClosedName(name, first) || (!ENDING.test(name) && mayHoldFiles(first))) return 'container';
  if (type === null || PACKAGE_NAME.test(name)) return null;
  if (SIGNATURE_TYPES.test(type)) return 'signature';
  return isClosedType(type, first) ? 'container' : null;
}

const begins = (first: string, beginnings: readonly string[]) => beginnings.some((one) => first.startsWith(one));
const holdsFiles = (first: string) =>
  begins(first, MAGIC) ||
  MAGIC_AT.some(([at, one]) => first.startsWith(one, at)) ||
  MAGIC_WITHIN.some((pattern) => pattern.test(first));
const mayHoldFiles = (first: string) => begins(first, NAMELESS) || NAMELESS_TEXT.test(first);

function isDocument(first: string): boolean {
  return begins(first, DOCUMENTS) || (first.startsWith(ZIP) && PACKAGE.test(first.slice(ENTRY_NAME)));
}

/** Bytes of a text in UTF-8, GB 18030 and their like: none that controls. */
function isText(first: string): boolean {
  const isOrdinary = (char: string) => char >= ' ' || '\t\n\v\f\r\x1b'.includes(char);
  return first !== '' && [...first].every(isOrdinary) && !mayHoldFiles(first);
}

function isClosedName(name: string, first: string): boolean {
  if (ARMOR_NAME.test(name)) return first === '' || ARMOR.test(first);
  return NAMES.some((pattern) => pattern.test(name)) && !(LOOSE_NAMES.test(name) && isText(first));
}

function isClosedType(type: string, first: string): boolean {
  if (SEALED_TYPES.some((pattern) => pattern.test(type))) return true;
  return ARCHIVE_TYPES.some((pattern) => pattern.test(type)) && (first === '' || mayHoldFiles(first));
}

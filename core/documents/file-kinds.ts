/**
 * What files are by their first bytes, and what their names say that they are. Only what is certain is told: kinds that a
 * program writes under an ending are equal to it, and a file of no known kind contradicts only names whose kinds all have a
 * mark of their own.
 */
import { pdfStart } from '../formats/attachments/front.ts';
import { latin1 } from '../formats/bytes.ts';

/** What a file can be. A new one needs words in both languages. */
export const FILE_KINDS = [
  ...['pdf', 'ofd', 'rtf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'ppt', 'msg', 'locked-office', 'odt', 'ods', 'odp'],
  ...['epub', 'jpeg', 'png', 'gif', 'bmp', 'tiff', 'heif', 'avif', 'webp', 'jpeg-2000', 'psd'],
  ...['wav', 'avi', 'mp3', 'mp4', 'amr', 'ogg', 'flac', 'matroska', 'asf', 'flv'],
  ...['zip', '7z', 'rar', 'gzip', 'program', 'html', 'xml', 'mail', 'text'],
  ...['other-office', 'other-opendocument', 'other-compound'], // of these families, and nobody can say which
] as const;

/** One of `FILE_KINDS`. */
export type FileKind = (typeof FILE_KINDS)[number];

/** Bytes at an offset, one character each. */
type Mark = readonly [offset: number, latin1: string];

const at0 = (...beginnings: readonly string[]): readonly (readonly Mark[])[] => beginnings.map((one) => [[0, one]]);
const brands = (...names: readonly string[]): readonly (readonly Mark[])[] => names.map((one) => [[4, `ftyp${one}`]]);

/** Marks of each kind, any one set of them; the first kind that fits counts. */
const MARKS: readonly (readonly [kind: FileKind, marks: readonly (readonly Mark[])[]])[] = [
  ['rtf', at0('{\\rtf')],
  ['jpeg', at0('\xff\xd8\xff')],
  ['png', at0('\x89PNG\r\n\x1a\n')],
  ['gif', at0('GIF87a', 'GIF89a')],
  // the length of the second header, four bytes from 14 on, is less than 256
  [
    'bmp',
    [
      [
        [0, 'BM'],
        [15, '\0\0\0'],
      ],
    ],
  ],
  ['tiff', at0('II*\0', 'II+\0', 'MM\0*', 'MM\0+')],
  ['heif', brands('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')],
  ['avif', brands('avif', 'avis')],
  ['mp4', brands('')],
  [
    'webp',
    [
      [
        [0, 'RIFF'],
        [8, 'WEBP'],
      ],
    ],
  ],
  [
    'wav',
    [
      [
        [0, 'RIFF'],
        [8, 'WAVE'],
      ],
    ],
  ],
  [
    'avi',
    [
      [
        [0, 'RIFF'],
        [8, 'AVI '],
      ],
    ],
  ],
  ['jpeg-2000', at0('\0\0\0\x0cjP  ', '\xff\x4f\xff\x51')],
  ['psd', at0('8BPS\0')],
  ['mp3', at0('ID3\x02', 'ID3\x03', 'ID3\x04')],
  ['amr', at0('#!AMR')],
  ['ogg', at0('OggS\0')],
  ['flac', at0('fLaC')],
  ['matroska', at0('\x1a\x45\xdf\xa3')],
  ['asf', at0('\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
  ['flv', at0('FLV\x01')],
  ['zip', at0('PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08PK', 'PK00PK')],
  ['other-compound', at0('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  // before compound files: Word 2 and 6, Excel 2 to 4 (BIFF)
  ['doc', at0('\xdb\xa5\x2d\0', '\x31\xbe\0\0')],
  ['xls', at0('\x09\0\x04\0', '\x09\x02\x06\0', '\x09\x04\x06\0')],
  ['7z', at0('7z\xbc\xaf\x27\x1c')],
  ['rar', at0('Rar!\x1a\x07')],
  ['gzip', at0('\x1f\x8b\x08')],
  ['program', at0('\x7fELF', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe\0\0\0')],
  [
    'program',
    [
      [
        [0, 'MZ'],
        [64, '\x0e\x1f\xba\x0e\0\xb4\x09\xcd\x21'],
      ],
    ],
  ], // the stub that linkers of Windows write
];

/** Kinds whose first bytes are those of a family; which one it is stands further on. */
export const FAMILIES = {
  zip: ['zip', 'docx', 'xlsx', 'pptx', 'other-office', 'odt', 'ods', 'odp', 'other-opendocument', 'ofd', 'epub'],
  'other-compound': ['other-compound', 'doc', 'xls', 'ppt', 'msg', 'locked-office'],
} as const satisfies Partial<Record<FileKind, readonly FileKind[]>>;

/** Bytes that are looked at. */
const HEAD = 1024;
/** A page that says so, or that begins with what may also be the root of another document. */
const PAGE = /^(?:<!--[\s\S]*?-->\s*)*<(?:(!doctype\s+html|html)|head|body|title|meta|script|style)(?=[\s/>[])/i;
const XHTML = /<html[^>]*\sxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/i;
/** Names in any script, a byte a character. */
const MARKUP = /^<(?:\?xml[\s-]|!DOCTYPE\s|!--|[A-Za-z_\x80-\xff][\w.\x80-\xff-]*(?::[\w.\x80-\xff-]+)?[\s/>])/;
const MAIL = /^(?:From |(?:Return-Path|Delivered-To|Received|From|To|Date|Subject|MIME-Version|Message-ID|X-[\w-]+):)/i;
const MAIL_TOO = /^(?:From|Received|MIME-Version|Message-ID):/im;

/**
 * The kinds that a file can be of by its first bytes, the likeliest first; none for bytes that nobody knows. An archive or a
 * compound file is told as such: which document it is stands further on.
 */
export function kindsOf(bytes: Uint8Array): readonly FileKind[] {
  const start = pdfStart(bytes);
  if (start === 0) return ['pdf'];
  const head = bytes.subarray(0, HEAD);
  const marked = MARKS.find(([, sets]) => sets.some((marks) => marks.every((mark) => hasMark(head, mark))))?.[0];
  const others = marked === undefined ? textKinds(head) : [marked];
  return start > 0 ? ['pdf', ...others] : others;
}

function hasMark(head: Uint8Array, [offset, latin1]: Mark): boolean {
  for (let i = 0; i < latin1.length; i++) if (head[offset + i] !== latin1.charCodeAt(i)) return false;
  return true;
}

/** A page without a prologue can be XML as well, if it says so. */
function textKinds(head: Uint8Array): readonly FileKind[] {
  const text = textOf(head);
  if (text === null) return [];
  const page = PAGE.exec(text);
  if (page && page[1] === undefined) return ['html', 'xml'];
  if (page) return XHTML.test(text) && !/^<!doctype/i.test(text) ? ['html', 'xml'] : ['html'];
  if (MARKUP.test(text)) return /^<\?xml[\s\S]*?<!doctype\s+html\b/i.test(text) ? ['xml', 'html'] : ['xml'];
  return MAIL.test(text) && MAIL_TOO.test(text) ? ['mail', 'text'] : ['text'];
}

/** The beginning of a text in UTF-8, UTF-16 with its mark, GB 18030 and their like, as far as it is ASCII; null for what is none. */
function textOf(head: Uint8Array): string | null {
  const marked = latin1(head).replace(/^\xef\xbb\xbf/, '');
  const text = /^(?:\xff\xfe|\xfe\xff)/.test(marked) ? marked.slice(2).replaceAll('\0', '') : marked;
  return text === '' || hasControl(text) ? null : text.trimStart();
}

/** Whether a character below the space is none that texts have: tabulators, line and page ends, ESC of ISO 2022. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) < 0x20 && !'\t\n\v\f\r\x1b'.includes(text.charAt(at))) return true;
  return false;
}

/** Endings, and the kinds that programs write under them. */
interface Named {
  readonly endings: string;
  readonly kinds: readonly FileKind[];
  /** Set where such files begin with anything, or nobody knows all of their kinds. */
  readonly open?: true;
}

const WORD = ['docx', 'other-office', 'locked-office'] as const;
const TABLE = ['xlsx', 'other-office', 'locked-office'] as const;
const SLIDES = ['pptx', 'other-office', 'locked-office'] as const;
const TEXTS = ['text', 'mail', 'html', 'xml', 'rtf'] as const;

const NAMED: readonly Named[] = [
  { endings: 'pdf', kinds: ['pdf'] },
  { endings: 'ofd', kinds: ['ofd'] },
  { endings: 'rtf', kinds: ['rtf'] },
  // Word 97 to 2003 saved RTF under .doc too, and opens it without a word; a web page or an archive is none of these
  { endings: 'doc dot', kinds: ['doc', 'rtf'] },
  { endings: 'xls xlt', kinds: ['xls'] },
  { endings: 'ppt pps pot', kinds: ['ppt'] },
  { endings: 'docx docm dotx dotm', kinds: WORD },
  { endings: 'xlsx xlsm xltx xltm xlsb xlam', kinds: TABLE },
  { endings: 'pptx pptm potx potm ppsx ppsm', kinds: SLIDES },
  // WPS writes the kinds of both generations under its own endings; Microsoft Works had one of them
  { endings: 'wps wpt', kinds: ['doc', 'other-compound', 'rtf', ...WORD] },
  { endings: 'et ett', kinds: ['xls', 'other-compound', ...TABLE] },
  { endings: 'dps dpt', kinds: ['ppt', 'other-compound', ...SLIDES] },
  { endings: 'msg oft', kinds: ['msg'] },
  { endings: 'odt ott odm', kinds: ['odt', 'other-opendocument'] },
  { endings: 'ods ots', kinds: ['ods', 'other-opendocument'] },
  { endings: 'odp otp', kinds: ['odp', 'other-opendocument'] },
  { endings: 'fodt fods fodp fodg', kinds: ['xml'] },
  { endings: 'epub', kinds: ['epub'] },
  { endings: 'jpg jpeg jpe jif jfif jfi', kinds: ['jpeg'] },
  { endings: 'png apng', kinds: ['png'] },
  { endings: 'gif', kinds: ['gif'] },
  { endings: 'bmp dib', kinds: ['bmp'] },
  { endings: 'tif tiff', kinds: ['tiff'] },
  { endings: 'heic heif hif', kinds: ['heif'] },
  { endings: 'avif', kinds: ['avif', 'heif'] },
  { endings: 'webp', kinds: ['webp'] },
  { endings: 'jp2 j2k jpf jpx jpc j2c', kinds: ['jpeg-2000'] },
  { endings: 'psd', kinds: ['psd'] },
  { endings: 'svg', kinds: ['xml'] },
  { endings: 'wav', kinds: ['wav'], open: true },
  { endings: 'avi', kinds: ['avi'], open: true },
  { endings: 'mp3', kinds: ['mp3'], open: true },
  { endings: 'aac', kinds: ['mp3', 'mp4'], open: true },
  { endings: 'mp4 m4a m4v m4b mov qt 3gp 3g2', kinds: ['mp4'], open: true },
  { endings: 'amr', kinds: ['amr', 'mp4'], open: true },
  { endings: 'ogg oga ogv opus', kinds: ['ogg'], open: true },
  { endings: 'flac', kinds: ['flac', 'mp3'], open: true },
  { endings: 'mkv webm mka', kinds: ['matroska'], open: true },
  { endings: 'wma wmv asf', kinds: ['asf'], open: true },
  { endings: 'flv', kinds: ['flv'], open: true },
  // whatever is a ZIP archive inside may be called one
  { endings: 'zip', kinds: FAMILIES.zip },
  { endings: '7z', kinds: ['7z'] },
  { endings: 'rar', kinds: ['rar'] },
  { endings: 'gz tgz', kinds: ['gzip'] },
  { endings: 'xml', kinds: ['xml'], open: true },
  { endings: 'html htm', kinds: TEXTS, open: true },
  { endings: 'mht mhtml eml', kinds: ['mail', 'text'], open: true },
  { endings: 'csv tsv json', kinds: ['text', 'mail'], open: true },
  { endings: 'txt log md', kinds: TEXTS, open: true },
];

const BY_ENDING: ReadonlyMap<string, Named> = new Map(
  NAMED.flatMap((named) => named.endings.split(' ').map((ending) => [ending, named])),
);

/** The ending of a name, in lower case and without its dot; empty when there is none. */
export const endingOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Whether a file that can be of these kinds (as `kindsOf` gives them) is what its name says; true where the name says nothing. */
export function isAsNamed(name: string, kinds: readonly FileKind[]): boolean {
  const named = BY_ENDING.get(endingOf(name));
  if (named === undefined) return true;
  return kinds.length === 0 ? named.open === true : kinds.some((kind) => named.kinds.includes(kind));
}

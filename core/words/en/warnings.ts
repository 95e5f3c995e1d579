import type { FileKind } from '../../documents/file-kinds.ts';
import { profileWords } from '../../records/profiles/words.ts';
import type { Phrases } from '../types.ts';

const revealed: Readonly<Record<string, string>> = {
  'id-number': 'an identity number',
  phone: 'a phone number',
  password: 'a password',
};

const lost: Readonly<Record<string, string>> = {
  gone: 'It claims to have a signature or seal, but there is none in this file.',
  empty: 'It is named like an invoice, and its signature field is empty: if it was sealed, the seal was lost.',
  broken: 'Its signature no longer matches the file: a program re-saved it.',
};

const fileKinds: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  ofd: 'an OFD document',
  rtf: 'an RTF document',
  docx: 'a Word document (2007 or later)',
  xlsx: 'an Excel workbook (2007 or later)',
  pptx: 'a PowerPoint presentation (2007 or later)',
  doc: 'a Word document (2003 or earlier)',
  xls: 'an Excel workbook (2003 or earlier)',
  ppt: 'a PowerPoint presentation (2003 or earlier)',
  msg: 'an Outlook message',
  'locked-office': 'an Office file with a password (2007 or later)',
  odt: 'an OpenDocument text',
  ods: 'an OpenDocument spreadsheet',
  odp: 'an OpenDocument presentation',
  epub: 'an e-book (EPUB)',
  jpeg: 'a JPEG picture',
  png: 'a PNG picture',
  gif: 'a GIF picture',
  bmp: 'a BMP picture',
  tiff: 'a TIFF picture',
  heif: 'a HEIC picture',
  avif: 'an AVIF picture',
  webp: 'a WebP picture',
  'jpeg-2000': 'a JPEG 2000 picture',
  psd: 'a Photoshop picture',
  wav: 'a WAV recording',
  avi: 'an AVI video',
  mp3: 'an MP3 recording',
  mp4: 'an MP4 video or recording',
  amr: 'an AMR recording',
  ogg: 'an Ogg recording',
  flac: 'a FLAC recording',
  matroska: 'a Matroska or WebM video',
  asf: 'a Windows Media file',
  flv: 'a Flash video',
  zip: 'a ZIP archive',
  '7z': 'a 7z archive',
  rar: 'a RAR archive',
  gzip: 'a gzip archive',
  program: 'a program',
  html: 'a web page',
  xml: 'an XML file',
  mail: 'an e-mail or a saved web page (MHTML)',
  text: 'a plain text',
  'other-office': 'another Office file',
  'other-opendocument': 'another OpenDocument file',
  'other-compound': 'another file of the old Office format',
} satisfies Record<FileKind, string>;

const noParts: Readonly<Record<string, string>> = {
  time: 'examining it took more than five seconds',
  memory: 'examining it took too much memory',
  changed: 'it was changed in the meantime',
  cancelled: 'you cancelled before it was examined',
  unsaved: 'they could not be saved',
};

const notRead: Readonly<Record<string, string>> = {
  malformed: 'it does not follow its format',
  'too-large': 'it is larger than what is read',
  encrypted: 'the PDF around it is encrypted',
  'other-format': 'it is in the PDF in a format that is not read here',
  voucher: 'it holds the data of an accounting voucher (XBRL), which was found and is not read here',
  facts: 'what it states does not go together',
  time: 'reading it took more than five seconds',
  memory: 'reading it took too much memory',
  changed: 'it was changed in the meantime',
  cancelled: 'you cancelled before it was read',
  unsaved: 'they could not be saved',
};

const invoicesInside = (detail: string) =>
  detail
    .split('; ')
    .map((part) => {
      if (part.startsWith('+')) return `and ${part.slice(1)} other ${part === '+1' ? 'file' : 'files'}`;
      if (part.startsWith('? ')) return `${part.slice(2)} (cannot be read)`;
      const files = part.split(' = ');
      return files.length === 1 ? part : `${files.join(' and ')} (the same invoice)`;
    })
    .join('; ');

/** Names of facts, one after the other, by their labels. */
const facts = (names: string) => names.split(', ').map(label).join(', ');
const label = (name: string) => profileWords('en', 'invoice', [name]).facts[name] ?? name;

/** What each warning means and how to fix it, in English. */
export const warnings: Phrases['warnings'] = {
  encrypted: () => ({
    means: 'It is encrypted: a password may be needed to open or use it.',
    fix: 'Keep the password with the file, or save a copy without one and add that instead.',
  }),
  'tracked-changes': (count) => ({
    means: `It has tracked changes that were neither accepted nor rejected (${count}).`,
    fix: 'Accept or reject them in the editor, save, and add it again.',
  }),
  comments: (count) => ({
    means: `It has comments that anyone who receives the file can read (${count}).`,
    fix: 'Delete them in the editor, save, and add it again.',
  }),
  'volatile-formulas': (names) => ({
    means: `It has formulas whose results change by themselves (${names}).`,
    fix: 'Replace them with their values, or add a PDF of the table as well.',
  }),
  'external-links': (count) => ({
    means: `It refers to content in other files or on servers, which is not sealed with it (${count}).`,
    fix: 'Break the links in the editor so that the contents are in the file.',
  }),
  'codes-not-read': (detail) => ({
    means: `Nobody looked for QR codes in its pictures: ${detail} is not read here.`,
    fix: 'If the code matters, save the page as JPEG or PNG and add that too.',
  }),
  'no-parts': (detail) => ({
    means: `The record has no digests of its parts: ${noParts[detail] ?? 'they could not be made'}.`,
    fix: 'The record is just as valid; it will only not be possible to tell how a changed copy differs.',
  }),
  'seal-lost': (detail) => ({
    means: lost[detail] ?? 'Its signature or seal is lost.',
    fix: 'Download the original again and add it as it is; do not print or re-save it.',
  }),
  'not-last-revision': () => ({
    means: 'It was changed after its last signature.',
    fix: 'Add the file as it was signed, or have the change signed too.',
  }),
  'form-unsaved': (detail) => ({
    means:
      detail === 'empty'
        ? 'It is a form and all its fields are empty.'
        : 'It is a form whose entries may look different in every viewer.',
    fix: 'If you filled it in, save it in the viewer, or print it to a PDF, and add that.',
  }),
  damaged: () => ({
    means: 'It is incomplete or damaged: it cannot be opened in its format.',
    fix: 'Open it. If it does not open, or is incomplete, obtain it again and add that instead.',
  }),
  'not-as-named': (detail) => ({
    means: notAsNamed(detail),
    fix: 'Open it: often a page with an error was saved instead of the file. Get the file again, or correct its name.',
  }),
  'not-looked-into': () => ({
    means: 'Its digest was computed, but its contents were not examined: that took too much memory.',
    fix: 'Check yourself that it is complete and has no tracked changes or comments.',
  }),
  'not-opened': () => ({
    means: 'It holds other files and is sealed as one; nobody looked into it, nor whether it opens without a password.',
    fix: 'To have a record of each file in it, unpack it and add those.',
  }),
  clutter: () => ({
    means: 'Its name suggests that a system or program created it; it is not a document.',
    fix: 'Withdraw it if it was added by mistake.',
  }),
  downloading: () => ({
    means: 'Its name suggests that it is still downloading or only temporary.',
    fix: 'Wait until the download is done and add the finished file.',
  }),
  shortcut: () => ({
    means: 'It is a shortcut or a link, not the document.',
    fix: 'Add the file that it points to.',
  }),
  placeholder: () => ({
    means: 'It is a placeholder for a cloud file; the contents are not on this machine.',
    fix: 'Make the file available offline in the cloud program, and add it again.',
  }),
  duplicate: (other) => ({
    means: other === '' ? 'There is already a record of the same content.' : `It has the same content as “${other}”.`,
    fix: 'One record is enough for all copies; leave this one out if it was a mistake.',
  }),
  'revealing-name': (kinds) => ({
    means: `Its name seems to contain ${kinds
      .split(', ')
      .map((kind) => revealed[kind] ?? kind)
      .join(' and ')}.`,
    fix: 'Rename it and add it again, or withhold the file name in its certificates.',
  }),
  'several-invoices': (count) => ({
    means: `It holds ${count} invoices. No facts were read: a record speaks of one.`,
    fix: 'Ask for a file of each invoice and add those, or state yourself what this record is about.',
  }),
  'invoices-inside': (detail) => ({
    means: `It is an archive with invoices in it: ${invoicesInside(detail)}. Nothing was read from them: the record is of the archive as a whole.`,
    fix: 'Unpack it and add the file of each invoice that you book, one of those that say the same; the archive may keep its record.',
  }),
  'not-read': (detail) => ({
    means: `It is an invoice, and its facts were not read: ${notRead[detail] ?? 'they could not be read'}.`,
    fix: 'The record is just as valid. State the facts yourself, or get the file again and add that.',
  }),
  'places-disagree': (names) => ({
    means: `Places of the file disagree about: ${facts(names)}. Nothing was chosen among them.`,
    fix: 'Open the file and compare. If it is wrong, ask the issuer for another; else state what is right.',
  }),
  'page-says-otherwise': (names) => ({
    means: `Its page or QR code says otherwise than its data for programs about: ${facts(names)}. What was read from the data stands.`,
    fix: 'Open the file and compare: who prints it sees something else than who books it. Ask the issuer before you rely on either.',
  }),
  'stated-otherwise': (names) => ({
    means: `What was stated is not what the file says: ${facts(names)}. What was stated stands.`,
    fix: 'Compare it with the file and correct what is wrong; a fact that is the same as in the file can be read again by everyone.',
  }),
  'value-refused': (places) => ({
    means: `The file states something that a fact cannot hold, at ${places}.`,
    fix: 'Look at it in the file. What matters of it can be stated as a note.',
  }),
  'not-adding-up': () => ({
    means: 'Its net amount and its tax do not add up to the amount with tax.',
    fix: 'Look for a charge, a rounding or a withheld tax that explains it; if there is none, ask the issuer.',
  }),
  'same-invoice': (seq) => ({
    means: `The same invoice already has a record here, #${seq}, made of another file.`,
    fix: 'Keep both if they are two forms of it (OFD and XML, say); withdraw this one if it would be booked twice.',
  }),
  'same-invoice-otherwise': (detail) => {
    const [seq = '', names = ''] = detail.split(': ');
    return {
      means: `The same invoice already has a record here, #${seq}, which says otherwise about: ${facts(names)}.`,
      fix: 'The records differ: compare the two files, and correct the record that is not as its file says. If the files differ, ask the issuer before either is used.',
    };
  },
  'perhaps-same-invoice': (seq) => ({
    means: `An invoice that is numbered almost alike has a record here: #${seq}. Perhaps it is the same.`,
    fix: 'Compare the two; withdraw this one if it would be booked twice.',
  }),
  'takes-back': (seq) => ({
    means: `It takes back an invoice that has a record here, in whole or in part: #${seq}.`,
    fix: 'Nothing has to be done here. Whoever relies on that invoice needs to know of this one.',
  }),
  'takes-back-unknown': () => ({
    means: 'It takes back another invoice, and no record of that one was found here.',
    fix: 'Add that invoice as well if you have it, so that the two are found together.',
  }),
  'taken-back': (seq) => ({
    means: `This invoice is taken back, in whole or in part, by what record #${seq} is about.`,
    fix: 'Look at that record before this invoice is booked, paid or handed on.',
  }),
  'seal-broken': () => ({
    means:
      'Its seal or signature does not hold: the contents do not fit it, or it is incomplete, or it was made outside its validity.',
    fix: 'Do not rely on it. Get the original again from the issuer and add that; if its seal does not hold either, ask the issuer.',
  }),
  'signature-not-checked': () => ({
    means: 'It carries a signature or seal, which nobody has checked.',
    fix: 'Have it checked where the issuer or the tax authority offers that, if you need to rely on it.',
  }),
  'seal-partial': () => ({
    means: 'Its seal does not cover all of the file: parts could have been added or changed since.',
    fix: 'Compare what is not covered with the issuer’s original before you rely on it.',
  }),
  'code-altered': () => ({
    means: 'The checksum of its QR code does not fit: the code was altered, or misread.',
    fix: 'Compare the number and the amount with the page, or check the invoice with the tax authority.',
  }),
  'not-all-read': (places) => ({
    means: `It has more than is read here, at ${places}.`,
    fix: 'What is not read is sealed with the file like everything else; look at it there.',
  }),
  'waits-for-held': (seq) => ({
    means: `It waits for record #${seq}, to which it refers: that one is sealed first, and only once its warnings are decided about.`,
    fix: `Confirm #${seq} or withdraw it, or remove the link; then this record is sealed too.`,
  }),
  'waits-for-unconfirmed': (seq) => ({
    means: `It waits for record #${seq}, to which it refers: that one is sealed first, and nobody has confirmed it yet.`,
    fix: `Confirm #${seq}, or remove the link; then this record is sealed too.`,
  }),
};

function notAsNamed(detail: string): string {
  const [ending = '', kind = ''] = detail.split(' ');
  const is = fileKinds[kind];
  if (is === undefined) return `Its name ends in .${ending}, and its contents are something else.`;
  return `It is named .${ending} and is ${is}.`;
}

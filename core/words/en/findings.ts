import { numbersText } from '../findings.ts';
import type { Phrases } from '../types.ts';

const pages = (value: unknown) => {
  const text = numbersText(value);
  return /^\d+$/.test(text) ? `Page ${text}` : `Pages ${text}`;
};
const unread = (value: unknown) =>
  value === undefined
    ? ''
    : ` ${pages(value)} of this document could not be compared: too little on it, or not readable.`;

/** The doctor's findings. */
export const findings: Phrases['findings'] = {
  appended: ({ detail }) =>
    `The first ${detail.at} bytes are the sealed file, byte for byte; ${detail.bytes} bytes were added after it, for example a signature, a stamp or a comment.`,
  'same-pages': ({ detail }) =>
    `Re-saved: all ${detail.of} pages draw the same as the sealed ones.` +
    (detail.reason === 'rest-differs'
      ? ' Bookmarks, forms or attachments differ, or could not be compared.'
      : ' Bookmarks, forms and attachments are the same too.'),
  'page-changed': ({ detail }) =>
    `${pages(detail.pages)} of ${detail.of}: not the same as in the sealed file.${unread(detail.unknown)} Digests cannot tell whether it looks different.`,
  'pages-added': ({ detail }) =>
    `${pages(detail.pages)} of this document: not in the sealed file.${unread(detail.unknown)}`,
  'pages-removed': ({ detail }) =>
    `${pages(detail.pages)} of the ${detail.of} sealed pages: missing in this document.${unread(detail.unknown)}`,
  'pages-reordered': ({ detail }) =>
    `The same pages in another order. Moved here: ${numbersText(detail.pages)}.${unread(detail.unknown)}`,
  'metadata-only': () =>
    'Only the description of the document (author, dates, program) differs; its contents are the same.',
  'line-endings': ({ detail }) =>
    detail.reason === 'spaces'
      ? 'The text is the same; only line ends, white space at line ends, or the way accents are stored differ.'
      : 'The text is the same; only line ends or the byte order mark differ.',
  'xml-reformatted': () =>
    'The same elements, attributes and text; only indents, the order of attributes or comments differ.',
  'values-equal': () =>
    'The values of all cells are the same; the workbook was re-saved. Formulas and formats were not compared.',
  'image-reencoded': ({ detail }) =>
    detail.reason === 'metadata'
      ? 'The compressed picture is the same; only its metadata (EXIF, colour profile, comments) differs.'
      : 'Every pixel is the same; the picture was re-encoded or lost its metadata. Colour profiles were not compared.',
  repacked: () => 'The archive was repacked: the names and contents of all entries are the same.',
  truncated: ({ certain, detail }) =>
    certain
      ? `This is the beginning of the sealed file: ${detail.at} of its ${detail.of} bytes, the same as there.`
      : `The first ${detail.bytes} bytes are those of the sealed file; the document then ends at byte ${detail.at} of ${detail.of}. Its last bytes could not be compared.`,
  superseded: ({ detail }) =>
    detail.reason === 'older'
      ? 'This is an earlier version: the record of this certificate replaced it.'
      : detail.reason === 'newer'
        ? 'This is a later version: its record replaced the one of this certificate.'
        : `There is a later version: the issuer replaced the record of this certificate with ${detail.record}.`,
  forked: ({ detail }) =>
    `The log forked: one key signed two different checkpoints with ${detail.size} entries, root ${detail.root} in this certificate and root ${detail.otherRoot} ${detail.file === undefined ? 'in the log that is known here' : `in “${detail.file}”`}. Whoever holds the key showed two histories. What others confirmed still holds; do not rely on what only the issuer says. Keep both files.`,
  'not-comparable': ({ detail }) =>
    detail.reason === 'withheld'
      ? 'The certificate withholds the digests of parts: it cannot be determined how the document differs.'
      : detail.reason === 'nothing-in-common'
        ? 'Nothing in it could be matched. It may be another document, or a print, a scan or a conversion of the sealed one: that cannot be checked by bytes.'
        : detail.reason === 'unread'
          ? 'The document’s contents could not be examined (too large, too small, damaged, changed meanwhile, or stopped): how it differs cannot be said.'
          : 'The record has no digests of parts that this program understands: it cannot be determined how the document differs.',
};

/** Before a finding that is not certain. */
export const notCertain = 'Not certain: ';

/** Beside a finding: how sure it is. */
export const certainty: Phrases['certainty'] = {
  certain: 'Certain',
  uncertain: 'Not certain',
  unknown: 'Cannot be determined',
};

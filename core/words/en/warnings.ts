import type { Phrases } from '../types.ts';

const revealed: Readonly<Record<string, string>> = {
  'id-number': 'an identity number',
  phone: 'a phone number',
  password: 'a password',
};

const lost: Readonly<Record<string, string>> = {
  gone: 'It says that it has a signature or seal, and none is in this file.',
  empty: 'It is named like an invoice, and its signature field is empty: if it was sealed, the seal was lost.',
  broken: 'Its signature no longer fits the file: a program saved the file anew.',
};

const noParts: Readonly<Record<string, string>> = {
  time: 'looking into it took more than five seconds',
  memory: 'looking into it took too much memory',
  changed: 'it was changed meanwhile',
  cancelled: 'you cancelled before it was looked into',
};

/** What each warning means and how to fix it, in English. */
export const warnings: Phrases['warnings'] = {
  encrypted: () => ({
    means: 'It is encrypted: somebody may need a password to open or use it.',
    fix: 'Keep the password with the file, or save a copy without one and add that instead.',
  }),
  'tracked-changes': (count) => ({
    means: `It has tracked changes that nobody accepted or refused (${count}).`,
    fix: 'Accept or refuse them in the editor, save, and add it again.',
  }),
  comments: (count) => ({
    means: `It has comments that everybody can read who gets the file (${count}).`,
    fix: 'Delete them in the editor, save, and add it again.',
  }),
  'volatile-formulas': (names) => ({
    means: `It has formulas whose results change by themselves (${names}).`,
    fix: 'Replace them with their values, or add a PDF of the table as well.',
  }),
  'external-links': (count) => ({
    means: `It takes contents from other files or servers, which are not sealed with it (${count}).`,
    fix: 'Break the links in the editor so that the contents are in the file.',
  }),
  'no-parts': (detail) => ({
    means: `The record has no digests of its parts: ${noParts[detail] ?? 'they could not be made'}.`,
    fix: 'The record is worth as much as all others; only how a changed copy differs will not be told.',
  }),
  'seal-lost': (detail) => ({
    means: lost[detail] ?? 'Its signature or seal is lost.',
    fix: 'Download the original again and add it as it is; do not print or save it anew.',
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
    means: 'It is cut off or damaged: it cannot be opened as what it begins as.',
    fix: 'Open it. If it does not open, or not whole, get it again and add that instead.',
  }),
  'not-as-named': (ending) => ({
    means: `Its name ends in .${ending}, and its contents are something else.`,
    fix: 'Open it: often a page with an error was saved instead of the file. Get the file again, or correct its name.',
  }),
  'not-looked-into': () => ({
    means: 'It was hashed, and not looked into: that took too much memory.',
    fix: 'Look for yourself whether it is whole and has no tracked changes or comments.',
  }),
  'not-opened': () => ({
    means: 'It holds other files and is sealed as one; nobody looked into it, nor whether it opens without a password.',
    fix: 'To have a record of each file in it, unpack it and add those.',
  }),
  clutter: () => ({
    means: 'By its name a system or a program left it; it is no document.',
    fix: 'Withdraw it if you did not mean it.',
  }),
  downloading: () => ({
    means: 'Its name says that it is still being downloaded, or only temporary.',
    fix: 'Wait until the download is done and add the finished file.',
  }),
  shortcut: () => ({
    means: 'It is a shortcut or a link, not the document.',
    fix: 'Add the file that it points to.',
  }),
  placeholder: () => ({
    means: 'It stands for a file in a cloud; the contents are not on this machine.',
    fix: 'Let the cloud program keep it on this machine, and add it again.',
  }),
  duplicate: (other) => ({
    means: other === '' ? 'The same bytes have a record already.' : `The same bytes came as “${other}” too.`,
    fix: 'One record is enough for all copies; leave this one out if it was a mistake.',
  }),
  'revealing-name': (kinds) => ({
    means: `Its name seems to hold ${kinds
      .split(', ')
      .map((kind) => revealed[kind] ?? kind)
      .join(' and ')}.`,
    fix: 'Rename it and add it again, or withhold the file name in its certificates.',
  }),
};

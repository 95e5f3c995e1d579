import type { ErrorDetails, ReadingErrors } from '../types.ts';

const the = (details: ErrorDetails, what: string) => (details.file === undefined ? what : `“${details.file}”`);
const File = (details: ErrorDetails) => the(details, 'The file');

const larger = (d: ErrorDetails) => ({
  happened: `${File(d)} is larger than this program accepts here.`,
  safe: 'Nothing was used from it.',
  next: 'Check that it is the right file.',
});

const tooMuchForPaper = {
  happened: 'The proof is too large to be printed in codes.',
  safe: 'The record is kept; a certificate without codes can be made.',
  next: 'Withhold long facts, or leave the codes out.',
};

const tooMuchForDossier = {
  happened: 'What this certificate would carry of the dossier is larger than a certificate may be.',
  safe: 'The dossier is kept; nothing was written.',
  next: 'Lay fewer items open, in several certificates if need be.',
};

const TOO_LARGE: ReadonlyMap<unknown, typeof tooMuchForPaper> = new Map([
  ['paper', tooMuchForPaper],
  ['dossier', tooMuchForDossier],
]);

/** Errors of whoever reads a file, on a desk and in the checker page, in English. */
export const readingErrors: ReadingErrors = {
  malformed: (d) => ({
    happened: `${File(d)} does not match its format.`,
    safe: 'Nothing was used from it.',
    next: 'Ask the sender for the original file.',
  }),
  'newer-version': (d) => ({
    happened: `${File(d)} was made by a newer version of the program.`,
    safe: 'Nothing was changed.',
    next: 'Update this program and try again.',
  }),
  'codes-missing': (d) => ({
    happened: `Codes of the proof on paper could not be read: ${d.missing ?? '?'} of ${d.total ?? '?'}.`,
    safe: 'Nothing was changed.',
    next: 'Add pictures that show these codes, sharp and flat.',
  }),
  'too-large': (d) => TOO_LARGE.get(d.reason) ?? larger(d),
  'timed-out': (d) => ({
    happened: `Reading ${the(d, 'the file')} took too long and was stopped.`,
    safe: 'Nothing was changed.',
    next: 'Try again; if it happens again, ask the sender for the original file.',
  }),
  'not-a-certificate': (d) => ({
    happened: `${File(d)} is not a certificate.`,
    safe: 'Nothing was changed.',
    next: 'Choose the certificate, a PDF that carries its proof inside.',
  }),
  'file-unreadable': (d) => ({
    happened: `${File(d)} cannot be read.`,
    safe: 'All other files were kept.',
    next: 'Close any program using it, check that you have permission to read it, and add it again.',
  }),
  'not-found': () => ({
    happened: 'This record or item does not exist here.',
    safe: 'Nothing was changed.',
    next: 'Look it up in the list of records and try again.',
  }),
  cancelled: () => ({
    happened: 'The operation was cancelled.',
    safe: 'What was already finished is kept.',
    next: 'Start again to do the rest.',
  }),
  'not-supported': ({ reason }) =>
    reason === 'older-home'
      ? {
          happened: 'The data of this desk was made by an older version and has not been converted yet.',
          safe: 'Nothing was changed.',
          next: 'Open the desk once in the window, or seal once on the command line: a copy is kept, then the data is converted.',
        }
      : {
          happened: 'This is not possible on this machine or with this version.',
          safe: 'Nothing was changed.',
          next: 'Update this program, or do it on another machine.',
        },
  internal: () => ({
    happened: 'Something went wrong inside the program.',
    safe: 'Everything recorded so far is kept.',
    next: 'Try again. If it happens again, restart the program and report it.',
  }),
};

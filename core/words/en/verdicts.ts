import type { Compared, VerdictPhrases } from '../types.ts';

/** What the proof is sound for. */
const soundFor = (compared: Compared) =>
  compared === null
    ? 'The proof is sound for this record'
    : compared
      ? 'The proof is sound for this file'
      : 'Sound for the document with this digest; no document was compared';

/** Verdicts in English. */
export const verdicts: VerdictPhrases = {
  titles: {
    proven: 'Proven',
    'self-attested': 'Only the issuer says so',
    pending: 'Not yet confirmed',
    'different-file': 'Another file',
    misstated: 'Not what the file says',
    tampered: 'Altered',
    untrusted: 'Unknown issuer',
    unreadable: 'Cannot be read',
  },
  match: {
    same: 'The file matches: byte for byte the one in the certificate',
    different: 'The file does not match: it is not the one in the certificate',
    'not-compared': 'No file was compared yet',
  },
  proven({ time, names, untimed, compared }) {
    const when = time === null ? 'existed when they were signed' : `existed no later than ${time}`;
    const signed = `${names} signed for that.${untimed === null ? '' : ` ${untimed} signed as well, but for no time.`}`;
    if (compared === null) return `This record, exactly as it is shown, ${when}. ${signed}`;
    return compared
      ? `These exact bytes ${when}. ${signed}`
      : `Sound for the document with this digest; no document was compared. The bytes with this digest ${when}. ${signed}`;
  },
  selfAttested: ({ compared }) =>
    compared === false
      ? `${soundFor(compared)}. Only the issuer says so, the time included.`
      : `${soundFor(compared)}, but only the issuer says so, the time included.`,
  testNetwork: ({ compared }) =>
    `${soundFor(compared)}. It was confirmed only on a test network, which proves nothing: take it as the issuer's own word, the time included.`,
  notEnough: ({ have, need, compared }) =>
    `${soundFor(compared)}, but it has only ${have} of the ${need} independent signatures needed. Take it as the issuer's own word, the time included.`,
  tooFew: ({ found, compared }) =>
    `${soundFor(compared)}, but the trust bundle asks for more confirmations than there are (${found}). Take it as the issuer's own word, the time included.`,
  pending: ({ chain, deadline, overdue }) =>
    overdue
      ? `Sealed, not yet confirmed by ${chain}. Overdue: the issuer expected it by ${deadline}.`
      : `Sealed, not yet confirmed by ${chain}. The issuer expects it by ${deadline}.`,
  differentFile({ file, recorded }) {
    const other = file === null ? 'a different file from the one you provided' : `a different file from “${file}”`;
    return recorded === null || recorded === file
      ? `The proof is sound, but for ${other}: the contents differ.`
      : `The proof is sound, but for ${other}. The record names it “${recorded}”.`;
  },
  misstated: ({ facts }) =>
    `The file is the one that was recorded, but it says otherwise than the record, which calls these facts read from it: ${facts}.`,
  misstatedDossierTitle: 'Not what its items show',
  misstatedDossier: ({ checks }) =>
    `The proof is sound, but the dossier states what its own items do not show: ${checks}.`,
  nextMisstatedDossier: 'Do not rely on what failed below. Ask the issuer for a dossier in which it holds.',
  tampered: ({ checks }) => `The certificate or its proof was altered: ${checks}.`,
  tamperedPage: 'This PDF is not the one that was issued (re-saved or edited); only the facts below are proven.',
  tamperedUpdate:
    'Something was added to this PDF after it was issued that may change what it shows; only the facts below are proven.',
  nextTamperedUpdate:
    'Compare what the page shows with the facts below, and ask the issuer for the original certificate.',
  untrusted: ({ fingerprint }) =>
    `Sound, but signed by someone you have not chosen to trust.${fingerprint === null ? '' : ` Fingerprint of the key: ${fingerprint}.`}`,
  unknownKey: ({ fingerprint }) =>
    `Warning: you know this log, but it was signed with a key that is not in your trust bundle.${fingerprint === null ? '' : ` Fingerprint of that key: ${fingerprint}.`}`,
  unreadable: {
    'not-a-certificate': 'This file is not a certificate.',
    damaged: 'This certificate is damaged and cannot be read.',
    'newer-version': 'This certificate was made by a newer version of the program.',
    'too-large': 'This file is larger or more deeply nested than any certificate may be.',
  },
  codesMissing: ({ missing, total }) =>
    `The proof on paper is incomplete: of its ${total} codes, these could not be read: ${missing}.`,
  codesMissingNext:
    'Add pictures that show these codes: 300 dpi or a sharp photo, flat, in even light. One code of each page may be missing.',
  next: {
    'self-attested': 'Ask the issuer for a certificate that is confirmed by the consortium.',
    pending: 'Ask the issuer for the final certificate.',
    'different-file': 'Find the right version of the document and check again.',
    misstated: 'Go by what the file itself says, and ask the issuer why the record says otherwise.',
    tampered: 'Ask the issuer for the original certificate.',
    untrusted:
      'Compare the fingerprint with the issuer through another channel, then accept the issuer’s trust bundle.',
  },
  nextOwn: {
    'self-attested':
      'This desk issued the certificate, and so far nobody else vouches for it. For that, connect a consortium under “Trust & chain”; what is sealed from then on is confirmed by its members.',
    pending: 'This desk issued the certificate. Once the chain has confirmed it, make the final one from the record.',
    tampered: 'This desk issued the certificate. Find its record and make the certificate anew.',
  },
  nextUnreadable: {
    'not-a-certificate': 'Choose the certificate (a PDF with the proof inside) and add the document.',
    damaged: 'Ask the sender for the file again; e-mail and scanners sometimes damage it.',
    'newer-version': 'Update this program and check again.',
    'too-large': 'Ask the sender for the certificate as it was issued.',
  },
  nextNoDocument: 'Add the document as well, so that it can be compared.',
  noDocument: 'No document was compared.',
  trustNotCompared: ({ name }) =>
    `This is based on the trust bundle “${name}”, which was accepted here without comparing its fingerprint.`,
  factsNotRead:
    'Facts that are marked as read from the file were not read again here: take them as stated by the issuer.',
  pageNotCompared: 'The printed page was not compared; rely on the facts below.',
  pageAppended({ signatures, visible }) {
    if (signatures === 0) return 'There is white space after the end of the issued PDF; the issued page is unchanged.';
    const added =
      signatures === 1
        ? 'A signature or time stamp was added to this PDF after it was issued.'
        : `${signatures} signatures or time stamps were added to this PDF after it was issued.`;
    const seen = visible === 0 ? '' : ' What they show on the page is not part of what was issued.';
    return `${added} The issued page is unchanged.${seen} Whether they are genuine was not checked here; a PDF viewer can tell.`;
  },
  front: ({ bytes, kind }) => {
    const what = {
      mark: 'a byte order mark',
      space: 'line ends or spaces',
      other: 'something, such as an email header',
    };
    return `Before the certificate stands ${what[kind]} (${bytes} ${bytes === 1 ? 'byte' : 'bytes'}); it does not belong to it and was passed over.`;
  },
  holderDiffers: ({ organisation, holder }) =>
    `The certificate names “${holder}” as the holder; according to the trust bundle or the chain’s registration, its log belongs to “${organisation}”.`,
  clockUnknown: 'The device time comes from a clock that may not have been synchronised.',
};

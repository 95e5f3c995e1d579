import { BOX_STATES, type BoxRow, isPageLeftOut } from '../../documents/box/types.ts';
import type { BoxWords } from '../box-types.ts';
import { timeText } from '../format.ts';
import { checks } from './checks.ts';
import { errors } from './error-table.ts';

/** The words of a case box in English. */
export const boxWordsEn: BoxWords = {
  title: 'Bulk check: results',
  states: {
    forked: 'Fork shown',
    tampered: 'Altered',
    misstated: 'Misstated',
    different: 'Different',
    untrusted: 'Issuer not trusted',
    unreadable: 'Unreadable',
    'missing-certificate': 'No certificate',
    'missing-document': 'No document',
    superseded: 'Superseded',
    pending: 'Pending',
    'self-attested': 'Self-attested',
    proven: 'Proven',
    duplicate: 'Duplicate',
  },
  meanings: {
    forked:
      'The key of its log signed two histories: two checkpoints of one size differ, which proves a fork. What others confirmed still holds; do not rely on what only the issuer says. Keep both files.',
    tampered: 'The certificate or its proof was altered. Ask the issuer for the original.',
    misstated:
      'Nobody altered it, but the dossier states what its own items do not show. Verify the certificate by itself to see what, and ask the issuer.',
    different: 'The certificate is sound, but the file of that name has other bytes. Find the right version.',
    untrusted: 'The proof is sound, but signed by someone you have not chosen to trust.',
    unreadable: 'It could not be read, or its contents could not be examined; see the remark.',
    'missing-certificate': 'There is no certificate for this file among these files.',
    'missing-document': 'The certificate is sound, but none of these files has its digest.',
    superseded: 'A newer record, or the final certificate, replaces it.',
    pending: 'Sealed, not yet confirmed by the chain. Ask for the final certificate.',
    'self-attested': 'The proof is sound for this file, but only the issuer says so, the time included.',
    proven: 'These exact bytes existed no later than the time shown. The signers listed signed for this.',
    duplicate: 'The same content or certificate is already among these files.',
  },
  columns: [
    'No.',
    'State',
    'File',
    'Certificate',
    'SHA-256',
    'Bytes',
    'Proven no later than (UTC)',
    'Issuer',
    'Signed by',
    'Certificate no.',
    'Remark',
  ],
  sheets: { rows: 'Sheet', box: 'Summary' },
  inputs: 'Checked',
  boxDigest: 'Digest of all files (SHA-256)',
  boxDigestNote:
    'SHA-256 of one line for each file that was read: its digest, two spaces, its path; in the order of the paths.',
  files: 'Files',
  bytes: 'Bytes',
  certificates: 'Certificates',
  containers: 'Archives and emails',
  unread: 'Could not be read',
  trust: 'Trust bundle',
  noTrust: 'none given: the best result is “issuer not trusted”',
  bundle: ({ name, compared }) => `“${name}”, ${compared ? 'fingerprint compared' : 'fingerprint was not compared'}`,
  pagesNotCompared: 'The printed pages of the certificates were not compared; check a single certificate for that.',
  remark: (row) =>
    [own(row), forkOf(row), ...(isPageLeftOut(row) ? ['page not compared'] : [])]
      .filter((part) => part !== '')
      .join('; '),
  stateCounts: (states) =>
    [...BOX_STATES].reverse().map((state) => ({ title: boxWordsEn.states[state], count: states[state] })),
};

const reasons = {
  encrypted: 'opens only with a password',
  damaged: 'damaged',
  'too-deep': 'archives nested too deeply',
  'too-many': 'more entries than are read here',
  'too-large': 'unpacks to more than is read here',
  'timed-out': 'reading it took too long',
  unsupported: 'of a kind not opened here; contents not examined',
  signature: 'a signature of another file, not a document; not checked here',
  linked: 'only a link: the file is not in the email; ask for the file itself',
  fragment: 'one piece of an email that was sent in several; ask for it in one piece',
} as const;

/** Both checkpoints of a fork, and where the other one is. */
function forkOf({ fork }: BoxRow): string {
  if (!fork) return '';
  const { size, root, otherRoot, other } = fork;
  return `two checkpoints with ${size} entries: root ${root} here, root ${otherRoot} in ${other ?? 'the log that is known here'}`;
}

/** What is particular about a row. */
function own(row: BoxRow): string {
  const { state, other, fault, proof, knownRecord } = row;
  if (state === 'duplicate') return `same as ${other}`;
  if (state === 'superseded') return `see ${other}`;
  if (fault) return fault.reason === null ? errors[fault.code]({}).happened : reasons[fault.reason];
  if (state === 'pending' && proof?.deadline) return `expected by ${timeText(proof.deadline, 0)}`;
  if (knownRecord !== null) return `this desk has a record of it: ${knownRecord}`;
  const reason = proof?.reason;
  return reason && reason !== 'ok' ? checks.reasons[reason] : '';
}

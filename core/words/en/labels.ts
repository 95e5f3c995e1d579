import { visibleName } from '../../formats/plain-text.ts';
import { documentWords } from '../../records/document-words.ts';
import { linkWords } from '../../records/link-words.ts';
import { schemeWords } from '../../records/profiles/words.ts';
import type { Phrases } from '../types.ts';

/** Labels and small sentences in English. */
export const labels: Pick<
  Phrases,
  | 'facts'
  | 'kinds'
  | 'sources'
  | 'suggestionPlaces'
  | 'suggested'
  | 'schemes'
  | 'links'
  | 'readFacts'
  | 'readStates'
  | 'bothValues'
  | 'partlyShown'
  | 'element'
  | 'notClear'
  | 'states'
  | 'stateMeanings'
  | 'standing'
  | 'roles'
  | 'clocks'
  | 'damaged'
  | 'names'
  | 'selfNamed'
  | 'quote'
  | 'duration'
> = {
  facts: documentWords.en.facts,
  kinds: {
    contract: 'Contract',
    invoice: 'Invoice',
    receipt: 'Receipt',
    statement: 'Statement',
    report: 'Report',
    scan: 'Scan',
    other: 'Other',
  },
  sources: { file: 'from the file', stated: 'stated' },
  suggestionPlaces: { qr: 'the QR code', page: 'the text of the page', 'file-name': 'the file name' },
  suggested: ({ places, value, doubtful }) =>
    `Suggested by ${labels.names(places.map((place) => labels.suggestionPlaces[place]))}: ${value}${doubtful ? ' (altered or misread: its checksum does not fit)' : ''}`,
  schemes: schemeWords('en'),
  links: linkWords('en'),
  readFacts: ({ names, reader, v }) => `${names} (by the reader ${reader}, version ${v})`,
  readStates: {
    same: 'read again from the file, the same',
    differs: 'the file says otherwise',
    unread: 'read from the file, as the issuer says',
  },
  bothValues: ({ stated, found }) => `record: ${stated} · file: ${found}`,
  element: ({ label, place }) => `${label}, no. ${place}`,
  partlyShown: ({ shown, count, of }) => `${shown} (${count} of ${of} shown, the others withheld)`,
  notClear: 'not stated, or not clearly',
  states: {
    recorded: 'Recorded',
    sealed: 'Sealed, waiting',
    anchored: 'Sealed, settled',
    withdrawn: 'Withdrawn',
    erased: 'Erased',
  },
  stateMeanings: {
    recorded: 'Recorded on this desk. Its facts can be changed until it is sealed.',
    sealed: 'Part of the signed log. Waiting for confirmation by the anchors this desk uses.',
    anchored: 'Nothing that this desk uses is waited for any more. Who has confirmed it is said beside each record.',
    withdrawn: 'Withdrawn before sealing. The row and the reason are kept.',
    erased: 'Its facts were deleted. The proofs of other records are not affected.',
  },
  standing: ({ is, by }) => {
    if (is === 'own')
      return {
        label: 'Sealed here only',
        meaning: 'In the signed log. So far only this desk says so: nobody else has confirmed it.',
      };
    if (is === 'waiting')
      return {
        label: 'Waits for chain',
        meaning: 'Sealed. It waits for the chain to confirm it; that goes on by itself.',
      };
    if (is !== 'confirmed' && is !== 'test') return { label: labels.states[is], meaning: labels.stateMeanings[is] };
    const each = by.map(({ name, signed, of, signers }) => {
      const whose = name === null ? '' : ` of “${name}”`;
      return `${signed}${of === null ? '' : ` of ${of}`}${whose}: ${labels.names(signers)}`;
    });
    if (is === 'test')
      return {
        label: 'Test network only',
        meaning: `Confirmed by a test network, which proves nothing (${each.join('; ')}). It stands on this desk’s own word.`,
      };
    const [{ signed, of } = { signed: 0, of: 0 }] = by;
    return {
      label: `Confirmed ${signed}${of === null ? '' : ` of ${of}`}`,
      meaning: `Confirmed by ${each.join('; ')}.`,
    };
  },
  damaged: 'data damaged',
  roles: { log: 'issuer', witness: 'witness', member: 'consortium member', tsa: 'timestamp authority' },
  clocks: { synchronised: 'clock synchronised', unknown: 'clock possibly not synchronised' },
  names: (names) =>
    names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`,
  selfNamed: (name) => `“${visibleName(name)}” (name not checked)`,
  quote: (text) => `“${text}”`,
  duration(seconds) {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
    if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
    if (seconds < 3 * 86_400) return `${Math.round(seconds / 3600)} h`;
    return `${Math.round(seconds / 86_400)} days`;
  },
};

/** The statement of which chain is still awaited, for provisional certificates. */
import { toBase64 } from '../formats/bytes.ts';
import { pendingNote, pendingNoteText } from '../formats/evidence.ts';
import { signNote } from '../formats/note.ts';
import type { ChainConnector, KeyStore, StoredCheckpoint, Timestamper } from '../ports.ts';
import type { IsRequired } from './anchoring.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Who may confirm a checkpoint, and the keys that sign the statement. */
export interface Awaiting {
  readonly connectors: readonly ChainConnector[];
  readonly timestampers?: readonly Timestamper[];
  readonly isRequired?: IsRequired;
  /** How long after sealing a provisional certificate says to expect the chain, in milliseconds. */
  readonly anchorDeadline?: number;
  readonly keys: KeyStore;
}

/** The signed statement; null when nothing is awaited, or only a witness. */
export function awaitedNote(stored: StoredCheckpoint, awaiting: Awaiting): string | null {
  if (stored.anchored) return null;
  const { connectors, timestampers = [], isRequired = () => true, keys, anchorDeadline = DAY } = awaiting;
  // a statement is only accepted under the key that signed the checkpoint; a retired key signs nothing
  if (stored.keys[0]?.text !== keys.log.key.text) return null;
  const confirmers = [
    ...connectors.map(({ name, chain }) => ({ name, chain })),
    ...timestampers.map(({ name, authority }) => ({ name, chain: authority })),
  ];
  const isMissing = (one: { readonly name: string }) => isRequired(one) && !stored.confirmedBy.includes(one.name);
  const chain = confirmers.find((one) => one.chain !== null && isMissing(one))?.chain;
  if (!chain) return null;
  const deadline = new Date(Date.parse(stored.time) + anchorDeadline).toISOString();
  const { checkpoint } = stored;
  const text = pendingNoteText({ checkpoint, chain, deadline }, toBase64(checkpoint.root));
  return pendingNote({ text, signatures: [signNote(text, keys.log)] });
}

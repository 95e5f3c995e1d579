/**
 * The transaction by which a desk writes a checkpoint into its data account: one entry, whose key names log and size, and
 * whose value is the checkpoint as the log has signed it. On a ledger with data structure MERKLE_TREE the key can be written
 * once only, so that a log which forked at this size cannot write its other checkpoint.
 */
import { NotaryError } from '../../errors.ts';
import { fromUtf8 } from '../../formats/bytes.ts';
import { noteBytes, parseNote, type SignedNote } from '../../formats/note.ts';
import { decode } from './binary.ts';
import { DATA_TYPE, TRANSACTION_CONTENT, type TransactionContent } from './contracts.ts';

/** The key of a checkpoint's entry: characters that every JD Chain program writes and reads alike. */
export function entryKey({ origin, size }: { readonly origin: string; readonly size: number }): string {
  return `${origin}/${size}`;
}

/** Where a checkpoint is written, and when by the desk's clock. */
export interface EntryPlace {
  /** The ledger's hash, 34 bytes. */
  readonly ledger: Uint8Array;
  /** The data account's address, 27 bytes. */
  readonly account: Uint8Array;
  /** {@link entryKey} of the checkpoint. */
  readonly key: string;
  /** Milliseconds since 1970. A transaction that is sent again takes another one: the ledger refuses the same bytes. */
  readonly milliseconds: number;
}

/** What is written: the note's text with the log's own line, UTF-8. */
export function entryValue({ text, signatures }: SignedNote): Uint8Array {
  return noteBytes({ text, signatures: signatures.slice(0, 1) });
}

/** The content of the transaction that writes a checkpoint. */
export function entryContent(note: SignedNote, { ledger, account, key, milliseconds }: EntryPlace): TransactionContent {
  const value = { type: DATA_TYPE.TEXT, bytes: entryValue(note) };
  return {
    ledgerHash: ledger,
    operations: [
      {
        contract: 'DataAccountKVSetOperation',
        accountAddress: account,
        writeSet: [{ key, value, expectedVersion: -1n }],
      },
    ],
    timestamp: BigInt(milliseconds),
  };
}

/** An entry that a transaction writes, and nothing beside it. */
export interface WrittenEntry {
  readonly ledger: Uint8Array;
  readonly account: Uint8Array;
  readonly key: string;
  /** Bytes of the value, whose type is TEXT. */
  readonly value: Uint8Array;
}

/** The content of a transaction of ours, or null when it is anything else. Throws `malformed` for bytes that are no content. */
export function writtenEntry(bytes: Uint8Array): WrittenEntry | null {
  const { ledgerHash, operations } = decode(TRANSACTION_CONTENT, bytes);
  const [operation, ...others] = operations;
  if (!ledgerHash || operation?.contract !== 'DataAccountKVSetOperation' || others.length > 0) return null;
  const { accountAddress, writeSet } = operation;
  const [entry, ...more] = writeSet;
  if (!accountAddress || !entry?.value?.bytes || more.length > 0) return null;
  if (entry.value.type !== DATA_TYPE.TEXT || entry.expectedVersion !== -1n) return null;
  return { ledger: ledgerHash, account: accountAddress, key: entry.key, value: entry.value.bytes };
}

/** The signed checkpoint in a value: a note with one line, written in one way. Throws `malformed` or `too-large`. */
export function checkpointIn(value: Uint8Array): SignedNote {
  const note = parseNote(value);
  if (note.signatures.length !== 1 || fromUtf8(noteBytes(note)) !== fromUtf8(value))
    throw new NotaryError('malformed', 'jdchain: not a checkpoint with the one line of its log');
  return note;
}

/** A note of a log that exists only in tests, and what a certificate that carries it is about. */
import { nobleCrypto } from '../../../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../../../core/formats/bytes.ts';
import { checkpointText } from '../../../../core/formats/checkpoint.ts';
import { noteBytes, signNote } from '../../../../core/formats/note.ts';
import { desk } from '../../../core/support/evidence.ts';

const checkpoint = { origin: desk.key.name, size: 5, root: nobleCrypto.sha256(utf8('root')) };
const text = checkpointText(checkpoint);
const note = { text, signatures: [signNote(text, desk)] };

export const subject = { noteText: text, checkpoint };
/** The same as the chaincode keeps it. */
export const at = { origin: checkpoint.origin, size: checkpoint.size, note: fromUtf8(noteBytes(note)) };

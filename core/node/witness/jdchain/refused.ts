/** Why a member's witness states nothing, inside of it. */
import type { SignedNote } from '../../../formats/note.ts';
import type { Refusal, RefusalReason } from '../../jdchain/witness-protocol.ts';

/** A refusal, with the detail and the note that the table of reasons asks for. */
export const refused = (
  reason: RefusalReason,
  why: string,
  detail: string | null = null,
  note: SignedNote | null = null,
): Refusal => ({ reason, detail, why, note });

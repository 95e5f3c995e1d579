/** What every witness of ours does when it cosigns, the embedded one and the one that others ask. */
import { cosign, cosignatureSeconds, type NoteSigner, type SignatureLine, type SignedNote } from '../formats/note.ts';

/**
 * Cosigns a checkpoint's text at `now` (milliseconds since 1970), never before what was cosigned last: a witness's own word is
 * that time went on, whatever the clock says.
 */
export function cosignAfter(last: SignedNote | null, text: string, now: number, signer: NoteSigner): SignatureLine {
  const earliest = Math.max(0, ...(last?.signatures ?? []).map((line) => cosignatureSeconds(line) ?? 0));
  return cosign(text, Math.max(earliest, Math.floor(now / 1000)), signer);
}

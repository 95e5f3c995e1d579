/** Names of a record and of the log that it is in. docs/certificate-format.md, "record.json". */
import { type Decoder, text } from './decoder.ts';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A UUIDv7 in lower case with hyphens. Throws `malformed`. */
export const recordId: Decoder<string> = text(36, UUID7, 'a UUIDv7');

/** `desk/` and 64 hex digits. Throws `malformed`. */
export const logOrigin: Decoder<string> = text(69, /^desk\/[0-9a-f]{64}$/, "a desk's origin");

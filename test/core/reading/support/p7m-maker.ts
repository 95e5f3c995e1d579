/** Signed messages around a file, as programs write them: in DER, and in BER with lengths that are not given beforehand. */
import { concat, toBase64, utf8 } from '../../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../../core/formats/der.ts';

const OID = {
  signedData: Uint8Array.of(0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02),
  data: Uint8Array.of(0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01),
  sha256: Uint8Array.of(0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01),
} as const;

type Write = (tag: number, ...members: readonly Uint8Array[]) => Uint8Array;

/** A constructed value without a length, closed by two zero bytes. */
const openOf: Write = (tag, ...members) => concat(Uint8Array.of(tag, 0x80), ...members, Uint8Array.of(0, 0));

const octets = (bytes: Uint8Array) => derOf(TAG.octets, bytes);

/** An OCTET STRING in pieces of so many bytes. */
function inPieces(bytes: Uint8Array, length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += length) pieces.push(octets(bytes.subarray(at, at + length)));
  return openOf(TAG.octets | 0x20, ...pieces);
}

function message(write: Write, content: readonly Uint8Array[]): Uint8Array {
  const signer = derOf(TAG.set, derOf(TAG.sequence, octets(utf8('a signature that nobody made'))));
  const signed = write(
    TAG.sequence,
    Uint8Array.of(0x02, 0x01, 0x01),
    derOf(TAG.set, derOf(TAG.sequence, OID.sha256)),
    write(TAG.sequence, OID.data, ...content),
    signer,
  );
  return write(TAG.sequence, OID.signedData, write(TAG.explicit0, signed));
}

const bytesOf = (file: string | Uint8Array) => (typeof file === 'string' ? utf8(file) : file);

/** A message around a file, in DER. */
export const p7m = (file: string | Uint8Array) => message(derOf, [derOf(TAG.explicit0, octets(bytesOf(file)))]);

/** The same in BER, in pieces of so many bytes. */
export const openP7m = (file: string | Uint8Array, length = 1000) =>
  message(openOf, [openOf(TAG.explicit0, inPieces(bytesOf(file), length))]);

/** A signature without the file that it signs. */
export const detachedP7m = () => message(derOf, []);

/** A message as base64, in lines of 64. */
export function base64Lines(bytes: Uint8Array, label = ''): string {
  const lines = toBase64(bytes).replace(/.{64}/g, '$&\r\n');
  return label === '' ? lines : `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

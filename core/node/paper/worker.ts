/** The thread that reads codes from pictures. What it reads is untrusted, so it may be ended at any moment. */
import { joinParts, type PaperPart } from '../../paper/parts.ts';
import { PICTURE_LIMITS, readPicture } from '../../paper/picture.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { readSmallFile } from '../system/small-file.ts';
import { answerRequests } from '../system/thread-inside.ts';
import { picturesIn } from './pictures.ts';

/** A file to look into. */
export interface PictureRequest {
  readonly path: string | Uint8Array;
}

/** The parts found before an error, and the error. */
export interface PictureReply {
  readonly parts: readonly PaperPart[];
  readonly fault: Fault | null;
}

const isWhole = (parts: readonly PaperPart[]) =>
  parts.length > 0 && joinParts(parts, nodeCrypto).every(({ missing }) => missing.length === 0);

async function read({ path }: PictureRequest): Promise<PictureReply> {
  const parts: PaperPart[] = [];
  try {
    for (const picture of picturesIn(new Uint8Array(readSmallFile(path, PICTURE_LIMITS.file))))
      parts.push(...(await readPicture(picture, nodeCrypto, (found) => isWhole([...parts, ...found]))));
    return { parts, fault: null };
  } catch (error) {
    return { parts, fault: faultOf(error) };
  }
}

answerRequests(read);

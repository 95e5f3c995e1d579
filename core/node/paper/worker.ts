/** The thread that reads codes out of pictures. What it reads comes from strangers: it may be ended at any moment. */
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

/** The parts that were found before anything went wrong, and what did. */
export interface PictureReply {
  readonly parts: readonly PaperPart[];
  /** The format of a picture that could not be looked at. */
  readonly unread: string | null;
  readonly fault: Fault | null;
}

const isWhole = (parts: readonly PaperPart[]) =>
  parts.length > 0 && joinParts(parts, nodeCrypto).every(({ missing }) => missing.length === 0);

async function read({ path }: PictureRequest): Promise<PictureReply> {
  const parts: PaperPart[] = [];
  let unread: string | null = null;
  const onUnread = (format: string) => {
    unread = format;
  };
  try {
    for (const picture of picturesIn(new Uint8Array(readSmallFile(path, PICTURE_LIMITS.file)), onUnread))
      parts.push(...(await readPicture(picture, nodeCrypto, (found) => isWhole([...parts, ...found]))));
    return { parts, unread, fault: null };
  } catch (error) {
    return { parts, unread, fault: faultOf(error) };
  }
}

answerRequests(read);

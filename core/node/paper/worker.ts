/** The thread that reads codes from pictures. What it reads is untrusted, so it may be ended at any moment. */
import { joinFragments, type PaperFragment } from '../../paper/fragments.ts';
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
  readonly fragments: readonly PaperFragment[];
  /** The format of a picture that is not read. */
  readonly unread: string | null;
  readonly fault: Fault | null;
}

const isWhole = (fragments: readonly PaperFragment[]) =>
  fragments.length > 0 && joinFragments(fragments, nodeCrypto).every(({ missing }) => missing.length === 0);

async function read({ path }: PictureRequest): Promise<PictureReply> {
  const fragments: PaperFragment[] = [];
  let unread: string | null = null;
  const onUnread = (format: string) => {
    unread = format;
  };
  try {
    for (const picture of picturesIn(new Uint8Array(readSmallFile(path, PICTURE_LIMITS.file)), { onUnread }))
      fragments.push(...(await readPicture(picture, nodeCrypto, (found) => isWhole([...fragments, ...found]))));
    return { fragments, unread, fault: null };
  } catch (error) {
    return { fragments, unread, fault: faultOf(error) };
  }
}

answerRequests(read);

/** An answer of a witness over HTTP. */
import { utf8 } from '../../formats/bytes.ts';
import type { Checkpoint } from '../../formats/checkpoint.ts';

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  /** What it was about, where that could be read. */
  readonly checkpoint: Pick<Checkpoint, 'origin' | 'size'> | null;
}

/** Content type of text. */
export const PLAIN = 'text/plain; charset=utf-8';

/** A line of text. */
export function plain(status: number, why: string, checkpoint: Reply['checkpoint'] = null): Reply {
  return { status, type: PLAIN, body: utf8(`${why}\n`), checkpoint };
}

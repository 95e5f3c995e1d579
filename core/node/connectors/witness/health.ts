/** Whether a witness answers at all. */
import { utf8 } from '../../../formats/bytes.ts';
import type { ChainHealth } from '../health.ts';
import type { WitnessFile } from './connection-file.ts';
import { post } from './http.ts';

/** How long a witness may take to say anything, in milliseconds. */
export const TIMEOUT = 5000;

/** No request: whoever speaks the protocol refuses it before looking at any log, and changes nothing. */
export const NO_REQUEST = utf8('health\n\n');

/** What a witness says to it. One that is not found, or a server in trouble, is none. */
export const isWitness = (status: number) => status >= 400 && status < 500 && status !== 404;

/** Health of the one address of a witness. Never throws because of what is there. */
export async function healthOf(file: WitnessFile): Promise<readonly ChainHealth[]> {
  const { organisation, url } = file;
  const began = performance.now();
  const answer = await post(file, NO_REQUEST, TIMEOUT).catch(() => null);
  const reachable = answer !== null && isWitness(answer.status);
  const delay = reachable ? Math.round(performance.now() - began) : null;
  return [{ organisation, url, reachable, height: null, delay }];
}

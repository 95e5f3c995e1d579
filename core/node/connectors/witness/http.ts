/** One request to a witness: bounded in bytes and time. What it answers is parsed here and trusted nowhere. */
import { NotaryError } from '../../../errors.ts';
import { ADD_CHECKPOINT, type AddCheckpoint, addCheckpointBytes } from '../../../formats/add-checkpoint.ts';
import { failureDetail } from '../../network/failures.ts';
import { type HttpAnswer, request } from '../../network/http.ts';
import type { WitnessFile } from './connection-file.ts';

/** Where a witness answers. */
export type WitnessAddress = Pick<WitnessFile, 'url' | 'ca'>;

/** The error of a witness that gave no answer that means anything. */
export function unavailable(url: string, why: string, cause?: unknown): NotaryError {
  return new NotaryError('anchor-unavailable', `${url}: ${why}`, { endpoint: url, ...failureDetail(cause) }, cause);
}

/** `POST <prefix>/add-checkpoint`. Throws `anchor-unavailable`; redirects are answers like any other, and not followed. */
export function addCheckpoint(at: WitnessAddress, asked: AddCheckpoint, timeout: number): Promise<HttpAnswer> {
  return post(at, addCheckpointBytes(asked), timeout);
}

/** The same with any body. */
export async function post(at: WitnessAddress, body: Uint8Array, timeout: number): Promise<HttpAnswer> {
  const url = new URL(`${at.url}/add-checkpoint`);
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  try {
    return await request({ url, method: 'POST', headers, body, ca: at.ca, timeout, most: ADD_CHECKPOINT.answer });
  } catch (error) {
    throw unavailable(at.url, (error as Error).message, error);
  }
}

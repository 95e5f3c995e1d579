/** One request to a witness: bounded in bytes and time. What it answers is parsed here and trusted nowhere. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { NotaryError } from '../../../errors.ts';
import { ADD_CHECKPOINT, type AddCheckpoint, addCheckpointBytes } from '../../../formats/add-checkpoint.ts';
import { failureDetail } from '../../network/failures.ts';
import type { WitnessFile } from './connection-file.ts';

/** What came back. */
export interface WitnessAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Where a witness answers. */
export type WitnessAddress = Pick<WitnessFile, 'url' | 'ca'>;

/** The error of a witness that gave no answer that means anything. */
export function unavailable(url: string, why: string, cause?: unknown): NotaryError {
  return new NotaryError('anchor-unavailable', `${url}: ${why}`, { endpoint: url, ...failureDetail(cause) }, cause);
}

/** `POST <prefix>/add-checkpoint`. Throws `anchor-unavailable`; redirects are answers like any other, and not followed. */
export function addCheckpoint(at: WitnessAddress, asked: AddCheckpoint, timeout: number): Promise<WitnessAnswer> {
  return post(at, addCheckpointBytes(asked), timeout);
}

/** The same with any body. */
export function post(at: WitnessAddress, body: Uint8Array, timeout: number): Promise<WitnessAnswer> {
  const url = new URL(`${at.url}/add-checkpoint`);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(unavailable(at.url, cause.message, cause));
    const call = send(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.length },
        signal: AbortSignal.timeout(timeout),
        ...(at.ca === null ? {} : { ca: at.ca }),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (size > ADD_CHECKPOINT.answer) call.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: new Uint8Array(Buffer.concat(parts)) }));
        answer.on('error', fail);
      },
    );
    call.on('error', fail);
    // a server that changes the protocol (101) ends it without an error and without an answer
    call.on('close', () => fail(new Error('the connection ended before an answer')));
    call.end(body);
  });
}

/**
 * What a gateway's error means. It says on whose behalf it failed (`details`: one entry an organisation or orderer), and a
 * chaincode's refusal stands at the end of a text. None of it is proof; it decides what to do next.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import { NotaryError } from '../../../errors.ts';
import { failureDetail } from '../../network/failures.ts';
import { tunnelFailure } from './tunnel.ts';

/** What the chaincode's refusals begin with (core/anchors/fabric/chaincode.ts). */
export type ChaincodeRefusal =
  | 'UNKNOWN_LOG'
  | 'NOT_OWNER'
  | 'BAD_SIGNATURE'
  | 'NOT_MONOTONIC'
  | 'ALREADY_ACCEPTED'
  | 'STALE'
  | 'FORK'
  | 'NOT_FOUND'
  | 'TIME_WINDOW';

/** One organisation's reason. */
export interface Said {
  readonly mspId: string;
  /** The chaincode's own code; null for anything else, for instance a peer that is down. */
  readonly refusal: ChaincodeRefusal | null;
  /** `clock`: the peer or chaincode finds that this computer's clock is wrong. */
  readonly isClock: boolean;
  readonly text: string;
}

const REFUSALS: ReadonlySet<string> = new Set<ChaincodeRefusal>([
  'UNKNOWN_LOG',
  'NOT_OWNER',
  'BAD_SIGNATURE',
  'NOT_MONOTONIC',
  'ALREADY_ACCEPTED',
  'STALE',
  'FORK',
  'NOT_FOUND',
  'TIME_WINDOW',
]);
const REFUSAL = /chaincode response \d{3}, ([A-Z_]{1,40}):/;
const NO_PEERS = /failed to find any endorsing peers for org\(s\): (.{1,2000})$/;

/** Bound of what is repeated from a server. */
const TEXT = 300;

function saidIn(mspId: string, text: string): Said {
  const [, code = ''] = REFUSAL.exec(text) ?? [];
  const refusal = REFUSALS.has(code) ? (code as ChaincodeRefusal) : null;
  const isClock = refusal === 'TIME_WINDOW' || text.includes('due to incorrect timestamp');
  return { mspId, refusal, isClock, text: text.slice(0, TEXT) };
}

/** What each organisation said, as far as the error tells; without `asked` no names are taken out of the message itself. */
export function whatWasSaid(error: GatewayError, asked: readonly string[] = []): readonly Said[] {
  if (error.details.length > 0) return error.details.map(({ mspId, message }) => saidIn(mspId, message));
  const [, names = ''] = NO_PEERS.exec(error.message) ?? [];
  const missing = names.split(/[\s,]+/);
  return asked.filter((mspId) => missing.includes(mspId)).map((mspId) => saidIn(mspId, error.message));
}

/** The chaincode's refusal of an evaluation, which one peer answers. */
export function refusalOf(error: unknown): ChaincodeRefusal | null {
  if (!(error instanceof GatewayError)) return null;
  return saidIn('', error.message).refusal;
}

/** Endorsers read different states: one of them is a block behind. */
export function isMismatch({ message, details }: GatewayError): boolean {
  return [message, ...details.map((one) => one.message)].some((text) =>
    text.includes('ProposalResponsePayloads do not match'),
  );
}

/** Orderers that have a transaction already refuse it with the same code as an outage. */
export function isProcessed({ details }: GatewayError): boolean {
  return details.some(({ message }) => message.includes('request already processed'));
}

/** An error of the gateway as one of ours: retried later. */
export function unavailable(url: string, error: unknown): NotaryError {
  const why = error instanceof GatewayError ? [error.message, ...error.details.map(({ message }) => message)] : [error];
  return new NotaryError(
    'anchor-unavailable',
    `${url}: ${why.join('; ').slice(0, 3 * TEXT)}`,
    {
      endpoint: url,
      ...failureDetail(error),
      ...(error instanceof GatewayError ? failureDetail(tunnelFailure(url)) : {}),
    },
    error,
  );
}

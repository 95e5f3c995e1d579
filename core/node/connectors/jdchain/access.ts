/** Everything by which a desk reaches a ledger, as its connection file names it. */
import type { Crypto } from '../../../crypto.ts';
import type { TrustedChain } from '../../../formats/trusted.ts';
import type { JdNode } from '../../jdchain/client.ts';
import type { MemberNode } from './members.ts';
import type { MemberWitness } from './statements.ts';

/** A gateway, and whose it is. */
export interface Gateway {
  readonly organisation: string;
  readonly node: Pick<JdNode, 'submit' | 'tip'>;
}

/** See the head of this file. */
export interface JdAccess {
  /** Hash of the ledger, 34 bytes. */
  readonly ledger: Uint8Array;
  /** Of the desk's own bundle. */
  readonly chain: TrustedChain;
  readonly gateways: readonly Gateway[];
  /** The members' own nodes, as far as they have an address. */
  readonly nodes: readonly MemberNode[];
  /** How many members there are, with an address or without. */
  readonly members: number;
  readonly witnesses: readonly MemberWitness[];
  readonly crypto: Crypto;
}

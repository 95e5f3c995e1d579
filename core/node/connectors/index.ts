/** The table of the kinds of connections that this program knows. connectors/kind.ts defines what a kind is. */
import { cometbftConnections } from './cometbft/index.ts';
import { fabricConnections } from './fabric/index.ts';
import { jdchainConnections } from './jdchain/index.ts';
import { type ConnectionKinds, connectionKinds } from './kind.ts';
import { witnessConnections } from './witness/index.ts';

/** The kinds of connections of this program. */
export const CONNECTION_KINDS: ConnectionKinds = connectionKinds([
  cometbftConnections,
  jdchainConnections,
  fabricConnections,
  witnessConnections,
]);

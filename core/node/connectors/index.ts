/** The table of the kinds of connections that this program knows. What a kind is: connectors/kind.ts. */
import { cometbftConnections } from './cometbft/index.ts';
import { type ConnectionKinds, connectionKinds } from './kind.ts';

export const CONNECTION_KINDS: ConnectionKinds = connectionKinds([cometbftConnections]);

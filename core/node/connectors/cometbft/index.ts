/** A CometBFT consortium as a kind of connection. */
import { COMETBFT } from '../../../anchors/cometbft/evidence.ts';
import { type ConsortiumFile, parseConsortiumFile } from '../../cometbft/consortium-file.ts';
import { registrationRequestBytes } from '../../cometbft/registration-request.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Connection, ConnectionKind } from '../kind.ts';
import { CometbftConnector } from './connector.ts';
import { quorumOfFile } from './quorum.ts';

function connectionOf(file: ConsortiumFile): Connection {
  const connector = () => new CometbftConnector({ file, crypto: nodeCrypto });
  return {
    kind: file.kind,
    id: file.chain,
    trust: file.trust,
    members: file.endpoints.map(({ organisation, url }) => ({ organisation, url })),
    rows: [{ label: { zh: '链（CometBFT）', en: 'Chain (CometBFT)' }, value: file.chain, form: 'code' }],
    open: () => ({ is: 'chain', connector: connector() }),
    quorum: quorumOfFile(file),
    health: () => connector().health(),
  };
}

/** The kind `cometbft`. */
export const cometbftConnections: ConnectionKind = {
  kind: COMETBFT,
  title: { zh: '联盟', en: 'consortium' },
  read: (bytes) => connectionOf(parseConsortiumFile(bytes, nodeCrypto)),
  registration: ({ logKey, organisation }) =>
    registrationRequestBytes({ v: 1, vkey: logKey.text, organisation, controller: organisation }),
};

/** A CometBFT consortium as a kind of connection. */
import { readEpochs } from '../../../anchors/cometbft/epochs.ts';
import { COMETBFT } from '../../../anchors/cometbft/evidence.ts';
import { toHex } from '../../../formats/bytes.ts';
import { type ConsortiumFile, chainOf, parseConsortiumFile } from '../../cometbft/consortium-file.ts';
import { registrationRequestBytes } from '../../cometbft/registration-request.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Connection, ConnectionKind, Row } from '../kind.ts';
import { same } from '../steps.ts';
import { CometbftConnector } from './connector.ts';
import { quorumOfFile } from './quorum.ts';
import { testConsortium } from './steps.ts';

function connectionOf(file: ConsortiumFile): Connection {
  const connector = () => new CometbftConnector({ file, crypto: nodeCrypto });
  return {
    kind: file.kind,
    id: file.chain,
    trust: file.trust,
    members: file.endpoints.map(({ organisation, url }) => ({ organisation, url })),
    rows: [{ label: { zh: '链（CometBFT）', en: 'Chain (CometBFT)' }, value: file.chain, form: 'code' }],
    open: () => ({ is: 'chain', connector: connector() }),
    keys: keysOf(file),
    quorum: quorumOfFile(file),
    health: () => connector().health(),
    test: (_secrets, asked, tell) => testConsortium({ file, crypto: nodeCrypto }, asked, tell),
  };
}

/** The members' keys of the newest epoch. */
function keysOf(file: ConsortiumFile): readonly Row[] {
  const members = readEpochs(chainOf(file).epochs).at(-1)?.members ?? [];
  return members.map(({ organisation, key }) => ({ label: same(organisation), value: toHex(key), form: 'code' }));
}

/** The kind `cometbft`. */
export const cometbftConnections: ConnectionKind = {
  kind: COMETBFT,
  title: { zh: '联盟', en: 'consortium' },
  read: (bytes) => connectionOf(parseConsortiumFile(bytes, nodeCrypto)),
  registration: ({ logKey, organisation }) =>
    registrationRequestBytes({ v: 1, vkey: logKey.text, organisation, controller: organisation }),
};

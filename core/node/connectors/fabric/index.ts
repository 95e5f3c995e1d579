/** A channel of Hyperledger Fabric as a kind of connection. What speaks gRPC is loaded when it is first used: it is large. */
import type { Organisation } from '../../../anchors/fabric/epochs.ts';
import { FABRIC } from '../../../anchors/fabric/evidence.ts';
import { toHex, utf8 } from '../../../formats/bytes.ts';
import { canonicalText } from '../../../formats/canonical.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Connection, ConnectionKind, Row } from '../kind.ts';
import { type FabricFile, newestEpoch, parseFabricFile } from './connection-file.ts';
import { fabricFromProfile } from './from-profile.ts';
import { lateConnector } from './late.ts';

function connectionOf(file: FabricFile): Connection {
  const { policy, ordering, organisations } = newestEpoch(file);
  const orderers = ordering.by === 'one' ? 1 : ordering.consenters.length;
  return {
    kind: FABRIC,
    id: file.channel,
    trust: file.trust,
    members: [...file.gateways, ...file.orderers].map(({ organisation, url }) => ({ organisation, url })),
    rows: [
      {
        label: { zh: '通道（Hyperledger Fabric）', en: 'Channel (Hyperledger Fabric)' },
        value: file.channel,
        form: 'code',
      },
      { label: { zh: '链码', en: 'Chaincode' }, value: file.chaincode, form: 'code' },
      { label: { zh: '本台的身份', en: 'Identity of this desk' }, value: file.mspId, form: 'code' },
      {
        label: { zh: '须有几个组织读到', en: 'Organisations that must read it' },
        value: `${policy.need} / ${policy.of.length} (${policy.of.join(', ')})`,
        form: 'text',
      },
      {
        label: { zh: '排序节点', en: 'Orderers' },
        value: ordering.by === 'one' ? 'Raft (1)' : `SmartBFT (${orderers})`,
        form: 'text',
      },
      ...organisations.filter(({ mspId }) => policy.of.includes(mspId)).flatMap(authorityRows),
    ],
    open: (secrets) => ({ is: 'chain', connector: lateConnector(file, secrets) }),
    health: async (secrets) => (await import('./health.ts')).healthOf(file, secrets),
    test: async (secrets, asked) => (await import('./steps.ts')).testChannel({ file, secrets }, asked),
  };
}

/** By what an organisation is known, to be compared with what it says itself. */
function authorityRows({ mspId, roots }: Organisation): readonly Row[] {
  return roots.map(({ der }) => ({
    label: { zh: `${mspId} 的根证书（SHA-256）`, en: `Root certificate of ${mspId} (SHA-256)` },
    value: toHex(nodeCrypto.sha256(der)),
    form: 'code',
  }));
}

/** The kind `fabric`. */
export const fabricConnections: ConnectionKind = {
  kind: FABRIC,
  title: { zh: 'Fabric 通道', en: 'Fabric channel' },
  read: (bytes) => connectionOf(parseFabricFile(bytes, nodeCrypto)),
  // the arguments of the chaincode's function, for whoever registers logs in an organisation's name
  registration: ({ logKey }) => utf8(`${canonicalText({ Args: ['registerLog', logKey.name, logKey.text] })}\n`),
  foreign: fabricFromProfile,
};

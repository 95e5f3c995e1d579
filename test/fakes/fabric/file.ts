/** The connection file of a fake network, and a home's secrets for it. */
import { epochJson } from '../../../core/anchors/fabric/epochs.ts';
import { FABRIC } from '../../../core/anchors/fabric/evidence.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { CLIENT_KEY, type FabricFile } from '../../../core/node/connectors/fabric/connection-file.ts';
import { type Secrets, secretName } from '../../../core/node/connectors/kind.ts';
import { CHAINCODE, CHANNEL, epoch } from '../../anchor/fabric/support/network.ts';
import { CLIENT, type FakeFabric } from './network.ts';

/** The bundle that judges what the fake answers. */
export const fabricTrust = (): TrustBundle => ({
  v: 1,
  name: 'Test channel',
  logs: [],
  witnesses: [],
  chains: [{ kind: FABRIC, id: CHANNEL, demo: false, epochs: [epochJson(epoch())] }],
  policy: { witnesses: 0, chains: 1 },
});

export function fabricFile(
  fake: Pick<FakeFabric, 'gateways' | 'orderers'>,
  over: Partial<FabricFile> = {},
): FabricFile {
  const nodeAt = (organisation: string) => (port: number) => ({
    organisation,
    url: `grpc://127.0.0.1:${port}`,
    ca: null,
    hostname: null,
  });
  return {
    v: 1,
    kind: FABRIC,
    channel: CHANNEL,
    chaincode: CHAINCODE,
    mspId: CLIENT.mspId,
    certificate: CLIENT.certificate,
    gateways: fake.gateways.map(nodeAt('Alpha Ltd')),
    orderers: fake.orderers.map(nodeAt('Beta Ltd')),
    trust: fabricTrust(),
    ...over,
  };
}

/** A home that has the client's key, or nothing. */
export const secretsWith = (key: string | null = CLIENT.key): Secrets => ({
  read: (name) => (key !== null && name === secretName({ kind: FABRIC, id: CHANNEL }, CLIENT_KEY) ? utf8(key) : null),
});

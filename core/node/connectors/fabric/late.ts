/** The connector of a channel, loaded with everything that speaks gRPC when it is first used. */
import { FABRIC } from '../../../anchors/fabric/evidence.ts';
import type { ChainConnector } from '../../../ports.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { nameOf, type Secrets } from '../kind.ts';
import type { FabricFile } from './connection-file.ts';
import type { FabricConnector } from './connector.ts';

/** See the head of this file. */
export function lateConnector(file: FabricFile, secrets: Secrets): ChainConnector {
  let loading: Promise<FabricConnector> | null = null;
  const loaded = (): Promise<FabricConnector> => {
    loading ??= import('./connector.ts').then(
      ({ FabricConnector }) => new FabricConnector({ file, secrets, crypto: nodeCrypto }),
    );
    return loading;
  };
  const chain = { kind: FABRIC, id: file.channel };
  return {
    name: nameOf(chain),
    chain,
    prepare: async (request) => (await loaded()).prepare(request),
    submit: async (job) => (await loaded()).submit(job),
    confirm: async (job) => (await loaded()).confirm(job),
    evidence: async (job, request) => (await loaded()).evidence(job, request),
  };
}

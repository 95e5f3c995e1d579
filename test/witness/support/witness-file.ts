/** A witness file for a log of tests, and the connector that is made of it. */
import { nobleCrypto } from '../../../core/crypto.ts';
import { WITNESS } from '../../../core/formats/cosignature.ts';
import type { LogKey } from '../../../core/formats/trusted.ts';
import type { WitnessFile } from '../../../core/node/connectors/witness/connection-file.ts';
import { WitnessConnector } from '../../../core/node/connectors/witness/connector.ts';

/** The file; its bundle names the log, if one is given. */
export function witnessFile(
  url: string,
  vkey: string,
  log?: { readonly origin: string; readonly keys: readonly LogKey[] },
): WitnessFile {
  const organisation = 'Witness Ltd';
  const logs = log ? [{ ...log, controller: log.origin, organisation: 'Log Ltd' }] : [];
  const witnesses = [{ vkey, controller: organisation, organisation }];
  const trust = { v: 1, name: organisation, logs, witnesses, chains: [], policy: { witnesses: 1, chains: 0 } } as const;
  return { v: 1, kind: WITNESS, organisation, url, ca: null, vkey, trust };
}

export const connectorTo = (url: string, vkey: string, timeout = 30_000) =>
  new WitnessConnector({ file: witnessFile(url, vkey), crypto: nobleCrypto, timeout });

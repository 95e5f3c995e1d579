/** A witness of others that speaks C2SP tlog-witness, as a kind of connection. */
import { WITNESS, witnessId } from '../../../formats/cosignature.ts';
import { KEY_TYPE, keyFingerprint } from '../../../formats/note.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Connection, ConnectionKind } from '../kind.ts';
import { keyOf, parseWitnessFile, type WitnessFile } from './connection-file.ts';
import { WitnessConnector } from './connector.ts';
import { witnessFromKey } from './from-key.ts';
import { healthOf } from './health.ts';
import { testWitness } from './steps.ts';

function connectionOf(file: WitnessFile): Connection {
  const key = keyOf(file, nodeCrypto);
  const connector = () => new WitnessConnector({ file, crypto: nodeCrypto });
  const { organisation, url, trust } = file;
  return {
    kind: WITNESS,
    id: witnessId(key),
    trust,
    witness: key,
    members: [{ organisation, url }],
    rows: [
      { label: { zh: '见证方', en: 'Witness' }, value: `${key.name}+${key.id}`, form: 'code' },
      {
        label: { zh: '签名算法', en: 'Signs with' },
        value: key.type === KEY_TYPE.cosignatureMlDsa44 ? 'ML-DSA-44' : 'Ed25519',
        form: 'text',
      },
      // the key itself, which with ML-DSA-44 has two pages, is in the file
      {
        label: { zh: '见证方密钥（SHA-256）', en: 'Key of the witness (SHA-256)' },
        value: keyFingerprint(key, nodeCrypto),
        form: 'code',
      },
    ],
    open: () => ({ is: 'chain', connector: connector() }),
    health: () => healthOf(file),
    test: (_secrets, asked, tell) => testWitness({ file, key, connector: connector() }, asked, tell),
  };
}

/** The kind `witness`. */
export const witnessConnections: ConnectionKind = {
  kind: WITNESS,
  title: { zh: '见证方', en: 'witness' },
  read: (bytes) => connectionOf(parseWitnessFile(bytes, nodeCrypto)),
  registration: null,
  foreign: witnessFromKey,
};

/**
 * A connection file of a Fabric channel (`.fabric.json`): where gateways and orderers answer, under which identity the desk
 * speaks, and the trust bundle that judges what they answer. The private key of the identity is not in it: it is a secret of
 * the home. Its fingerprint is shown before it is accepted, as with a trust bundle.
 */
import { type Epoch, readEpochs } from '../../../anchors/fabric/epochs.ts';
import { channelName, FABRIC } from '../../../anchors/fabric/evidence.ts';
import { derOfPem, MSP_ID, readP256Certificate } from '../../../anchors/fabric/identity.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { anyJson, list, literal, mapped, nullable, object, text } from '../../../formats/decoder.ts';
import { plainText } from '../../../formats/plain-text.ts';
import { parseTrustBundle, type TrustBundle } from '../../../formats/trust.ts';
import { isLoopback } from '../../system/loopback.ts';

/** A gateway peer or an orderer. */
export interface FabricNode {
  /** The organisation that runs it, as it is shown. */
  readonly organisation: string;
  /** `grpcs://host:port`, or `grpc://` on this machine. */
  readonly url: string;
  /** PEM of the only CAs that may have signed its TLS certificate; null without TLS. */
  readonly ca: string | null;
  /** The name that its TLS certificate has, where that is not the host of `url`. */
  readonly hostname: string | null;
}

/** A parsed connection file. */
export interface FabricFile {
  readonly v: 1;
  readonly kind: typeof FABRIC;
  readonly channel: string;
  /** The chaincode that keeps checkpoints; that of the bundle's newest epoch. */
  readonly chaincode: string;
  /** The organisation of the desk's identity. */
  readonly mspId: string;
  /** PEM of the identity's certificate, with a key on P-256. */
  readonly certificate: string;
  readonly gateways: readonly FabricNode[];
  /** Their copies of a block have other signatures; none have to be named. */
  readonly orderers: readonly FabricNode[];
  /** One of its chains is the channel. */
  readonly trust: TrustBundle;
}

/** The short name of the private key among a home's secrets. */
export const CLIENT_KEY = 'client-key';

/** Bounds by number, and characters of PEM. */
export const FABRIC_FILE_LIMITS = { gateways: 16, orderers: 64, pem: 40_000 } as const;

/** An address: scheme, host and port, nothing else. */
export const FABRIC_URL = /^grpcs?:\/\/(?:[A-Za-z0-9._-]{1,253}|\[[0-9a-fA-F:.]{2,45}\]):[0-9]{1,5}$/;
const HOST = /^[A-Za-z0-9._-]{1,253}$/;

const node = mapped(
  object<FabricNode>({
    organisation: plainText,
    url: text(300, FABRIC_URL, 'grpcs:// or grpc://, host and port'),
    ca: nullable(text(FABRIC_FILE_LIMITS.pem)),
    hostname: nullable(text(253, HOST, 'the name of a host')),
  }),
  safeNode,
);

/** The host in an address. */
export const hostOf = ({ url }: Pick<FabricNode, 'url'>): string =>
  url.replace(/^grpcs?:\/\//, '').replace(/:\d+$/, '');

/** Host and port of an address. */
export const targetOf = ({ url }: Pick<FabricNode, 'url'>): string => url.replace(/^grpcs?:\/\//, '');

function safeNode(one: FabricNode, at: string): FabricNode {
  const port = Number(one.url.slice(one.url.lastIndexOf(':') + 1));
  if (port < 1 || port > 65_535) throw new NotaryError('malformed', `${at}: ${one.url} has no such port`);
  const isOpen = one.url.startsWith('grpc:');
  if (isOpen ? !isLoopback(hostOf(one)) : one.ca === null)
    throw new NotaryError('malformed', `${at}: ${one.url}: a node elsewhere answers over grpcs with a pinned CA`);
  return one;
}

const readFile = object<Omit<FabricFile, 'trust'> & { readonly trust: Json }>({
  v: literal(1),
  kind: literal(FABRIC),
  channel: channelName,
  chaincode: text(64),
  mspId: text(64, MSP_ID, 'the name of an organisation'),
  certificate: mapped(text(FABRIC_FILE_LIMITS.pem), (pem) => {
    readP256Certificate(derOfPem(utf8(pem)));
    return pem;
  }),
  gateways: list(node, FABRIC_FILE_LIMITS.gateways, 1),
  orderers: list(node, FABRIC_FILE_LIMITS.orderers),
  trust: anyJson,
});

/** Canonical bytes of a connection file. */
export function fabricFileBytes(file: FabricFile): Uint8Array {
  return canonicalBytes(file as unknown as Json);
}

/** Reads a connection file. Throws `malformed`, `too-large` or `newer-version`. */
export function parseFabricFile(bytes: Uint8Array, crypto: Crypto): FabricFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const file = readFile(value, FABRIC);
  const parsed: FabricFile = { ...file, trust: parseTrustBundle(canonicalBytes(file.trust), crypto) };
  const { chaincode } = newestEpoch(parsed);
  if (chaincode !== file.chaincode)
    throw new NotaryError('malformed', `the trust bundle's chaincode is ${chaincode}, not ${file.chaincode}`);
  return parsed;
}

/** The epochs of the channel in the file's bundle. Throws `malformed` when the bundle does not name the channel. */
export function epochsOf({ channel, trust }: Pick<FabricFile, 'channel' | 'trust'>): readonly Epoch[] {
  const chain = trust.chains.find((one) => one.kind === FABRIC && one.id === channel);
  if (!chain) throw new NotaryError('malformed', `the trust bundle does not name the channel ${channel}`);
  return readEpochs(chain.epochs);
}

/** The epoch that holds now: its organisations are asked to endorse. */
export function newestEpoch(file: Pick<FabricFile, 'channel' | 'trust'>): Epoch {
  const epoch = epochsOf(file).at(-1);
  if (!epoch) throw new NotaryError('malformed', 'a channel without epochs');
  return epoch;
}

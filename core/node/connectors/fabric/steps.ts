/** Tries a channel out step by step: what works, and what to do about the rest. Nothing is submitted. */
import { GatewayError } from '@hyperledger/fabric-gateway';
import { bytesField } from '../../../anchors/cometbft/protobuf.ts';
import { NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import type { Bilingual } from '../../../words/words.ts';
import { reach } from '../../network/reach.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { faultOf } from '../../system/fault.ts';
import type { Secrets, TestRequest, TestStep } from '../kind.ts';
import { refusalOf, unavailable } from './answers.ts';
import type { FabricFile, FabricNode } from './connection-file.ts';
import { FabricConnector } from './connector.ts';
import { GatewayPeer, identityOf, openClient } from './gateway.ts';
import { askHeight, ready } from './health.ts';
import { FabricNetwork } from './network.ts';
import { tunnelTargetOf } from './tunnel.ts';

/** The channel that is tried, through its first gateway that is there. */
export interface TriedChannel {
  readonly file: FabricFile;
  readonly secrets: Secrets;
  /** How long each step may take, in milliseconds. */
  readonly timeout?: number;
}

type StepName = 'address' | 'tls' | 'channel' | 'chaincode' | 'log' | 'write';

const LABELS: Readonly<Record<StepName, Bilingual>> = {
  address: { zh: '地址可达', en: 'address answers' },
  tls: { zh: 'TLS 证书由约定的 CA 签发', en: 'TLS certificate is by the CA that was agreed' },
  channel: { zh: '通道存在，且认得本台的身份', en: 'channel is there and knows the identity of this desk' },
  chaincode: { zh: '链码已提交到通道', en: 'chaincode is committed on the channel' },
  log: { zh: '本存证台的日志已登记', en: 'log of this desk is registered' },
  write: { zh: '各组织愿意背书', en: 'organisations endorse' },
};
const ORDER = ['address', 'tls', 'channel', 'chaincode', 'log', 'write'] as const satisfies readonly StepName[];

const NOTHING: Bilingual = {
  zh: '本存证台尚未封存任何内容，无从测试；封存后再试。',
  en: 'This desk has sealed nothing yet to try it with; seal something and test again.',
};
const ACCEPTED: Bilingual = { zh: '最新的检查点已在账本中', en: 'the newest checkpoint is in the ledger already' };
const NO_TLS: Bilingual = { zh: '本机连接，不用 TLS', en: 'on this machine, without TLS' };
const TIMEOUT = 10_000;

const said = (text: string): Bilingual => ({ zh: text, en: text });
const step = (name: StepName, state: TestStep['state'], note: Bilingual | null = null): TestStep => ({
  label: LABELS[name],
  state,
  note,
  error: null,
});

/** A step that did not hold. */
class Failed extends Error {
  readonly error: NotaryError;

  constructor(error: NotaryError) {
    super(error.message);
    this.error = error;
  }
}

/** One step after the other; what comes after one that failed was not tried. Throws only defects. */
export async function testChannel(tried: TriedChannel, { request }: TestRequest): Promise<readonly TestStep[]> {
  const { file, timeout = TIMEOUT } = tried;
  const [node] = file.gateways;
  if (!node) throw new NotaryError('internal', 'a connection without gateways');
  const works: Readonly<Record<StepName, () => Promise<TestStep>>> = {
    address: () => testAddress(node, timeout),
    tls: () => testTls(node, timeout),
    channel: () => withPeer(tried, node, testHeight),
    chaincode: () => withPeer(tried, node, testChaincode),
    log: () => withPeer(tried, node, (peer) => testLog(peer, file, request)),
    write: () => testWrite(tried, request, timeout),
  };
  const steps: TestStep[] = [];
  for (const name of ORDER) {
    if (steps.some(({ state }) => state === 'failed')) steps.push(step(name, 'not-run'));
    else steps.push(await attempt(name, works[name]));
  }
  return steps;
}

async function attempt(name: StepName, work: () => Promise<TestStep>): Promise<TestStep> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof Failed ? error.error : error;
    if (!(known instanceof NotaryError)) throw error;
    return { ...step(name, 'failed'), error: faultOf(known) };
  }
}

async function testAddress(node: FabricNode, timeout: number): Promise<TestStep> {
  const began = performance.now();
  try {
    await reach(tunnelTargetOf(node), timeout);
  } catch (cause) {
    throw new Failed(unavailable(node.url, cause));
  }
  return step('address', 'passed', said(`${node.url}, ${Math.round(performance.now() - began)} ms`));
}

async function testTls(node: FabricNode, timeout: number): Promise<TestStep> {
  if (node.ca === null) return step('tls', 'not-run', NO_TLS);
  const client = openClient(node);
  try {
    await ready(client, timeout);
    return step('tls', 'passed', node.hostname === null ? null : said(node.hostname));
  } catch (cause) {
    throw new Failed(
      new NotaryError('anchor-unavailable', `${node.url}: TLS: ${cause}`, { reason: 'fabric-tls' }, cause),
    );
  } finally {
    client.close();
  }
}

async function withPeer(
  { file, secrets, timeout = TIMEOUT }: TriedChannel,
  node: FabricNode,
  work: (peer: GatewayPeer, file: FabricFile) => Promise<TestStep>,
): Promise<TestStep> {
  const peer = new GatewayPeer(node, file.channel, identityOf(file, secrets), timeout);
  try {
    return await work(peer, file);
  } catch (error) {
    if (error instanceof GatewayError) throw new Failed(unavailable(node.url, error));
    throw error;
  } finally {
    peer.close();
  }
}

async function testHeight(peer: GatewayPeer, { channel, mspId }: FabricFile): Promise<TestStep> {
  const height = await askHeight(peer, channel);
  const note = { zh: `${channel}，区块 ${height}，身份属于 ${mspId}`, en: `${channel}, block ${height}, as ${mspId}` };
  return step('channel', 'passed', note);
}

/** `lifecycle.QueryChaincodeDefinitionArgs`, the one argument of the query, is passed as text: the name is ASCII. */
async function testChaincode(peer: GatewayPeer, { chaincode }: FabricFile): Promise<TestStep> {
  const named = new TextDecoder().decode(bytesField(1, utf8(chaincode)));
  try {
    await peer.evaluate({ chaincode: '_lifecycle', function: 'QueryChaincodeDefinition', arguments: [named] });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const why = unavailable(peer.node.url, error).message;
    throw new Failed(new NotaryError('anchor-unavailable', why, { reason: 'fabric-no-chaincode', chaincode }, error));
  }
  return step('chaincode', 'passed', said(chaincode));
}

async function testLog(peer: GatewayPeer, { chaincode }: FabricFile, asked: TestRequest['request']): Promise<TestStep> {
  if (!asked) return step('log', 'not-run', NOTHING);
  const { origin } = asked.checkpoint;
  try {
    await peer.evaluate({ chaincode, function: 'getLog', arguments: [origin] });
  } catch (error) {
    if (refusalOf(error) !== 'NOT_FOUND') throw error;
    throw new Failed(
      new NotaryError('anchor-refused', `${origin} is not registered`, { reason: 'unknown-log' }, error),
    );
  }
  return step('log', 'passed', said(origin));
}

/** Has the newest checkpoint endorsed and throws the transaction away. */
async function testWrite(
  { file, secrets }: TriedChannel,
  request: TestRequest['request'],
  timeout: number,
): Promise<TestStep> {
  if (!request) return step('write', 'not-run');
  const connector = new FabricConnector({ file, secrets, crypto: nodeCrypto, timeout });
  const endorsed = await FabricNetwork.during({ file, secrets, timeout }, [...file.gateways], (network) =>
    connector.endorse(network, request),
  );
  return step('write', 'passed', endorsed ? null : ACCEPTED);
}

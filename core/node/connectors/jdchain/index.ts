/** A JD Chain ledger (京东智臻链), as a kind of connection. */
import { fromBase58 } from '../../../anchors/jdchain/base58.ts';
import { JDCHAIN } from '../../../anchors/jdchain/evidence.ts';
import { witnessKey } from '../../../anchors/jdchain/lines.ts';
import { readMembers } from '../../../anchors/jdchain/members.ts';
import { fromUtf8 } from '../../../formats/bytes.ts';
import { JdNode, PATIENCE, type Patience } from '../../jdchain/client.ts';
import type { Credentials } from '../../jdchain/endpoint.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { ChainHealth } from '../health.ts';
import { type Connection, type ConnectionKind, type Secrets, secretName } from '../kind.ts';
import type { JdAccess } from './access.ts';
import {
  GATEWAY_PASSWORD,
  type GatewayAddress,
  type LedgerAddress,
  type LedgerFile,
  parseLedgerFile,
  trustedLedger,
} from './connection-file.ts';
import { JdchainConnector } from './connector.ts';
import { jdchainFromFiles } from './foreign.ts';
import { jdClientKey } from './key.ts';
import type { MemberPort } from './members.ts';
import { SETTLING, type Settling } from './send.ts';
import { testLedger } from './steps.ts';

/** How long is waited, in milliseconds. */
export interface LedgerPatience {
  /** For members' nodes, which are all asked at once: the slowest decides. */
  readonly question: number;
  /** For a gateway: a dead leader takes 36 seconds. What is not answered by then is asked by hash. */
  readonly submission: number;
  readonly witness: number;
  readonly settling: Settling;
}

const LEDGER_PATIENCE: LedgerPatience = { question: 5_000, submission: 40_000, witness: 10_000, settling: SETTLING };

function credentialsOf({ user }: GatewayAddress, connection: { kind: string; id: string }, secrets: Secrets) {
  const password = user === undefined ? null : secrets.read(secretName(connection, GATEWAY_PASSWORD));
  return user !== undefined && password ? { user, password: fromUtf8(password) } : null;
}

function accessOf(file: LedgerFile, { question, submission }: LedgerPatience, secrets: Secrets): JdAccess {
  const ledger = fromBase58(file.ledger);
  const chain = trustedLedger(file);
  const patience: Patience = { ...PATIENCE, question, submission };
  const open = ({ organisation, url, ca }: LedgerAddress, credentials: Credentials | null) => ({
    organisation,
    node: new JdNode({ url, ca, credentials }, ledger, patience),
  });
  const connection = { kind: file.kind, id: file.ledger };
  return {
    ledger,
    chain,
    gateways: file.gateways.map((one) => open(one, credentialsOf(one, connection, secrets))),
    nodes: file.peers.map((one) => open(one, null)),
    members: readMembers(chain.epochs, nodeCrypto).members.length,
    witnesses: file.witnesses.map(({ vkey, ...at }) => ({ ...at, key: witnessKey(vkey, nodeCrypto) })),
    crypto: nodeCrypto,
  };
}

async function healthOf(node: MemberPort, { organisation, url }: LedgerAddress): Promise<ChainHealth> {
  const began = performance.now();
  const tip = await node.tip().catch(() => null);
  const delay = tip ? Math.round(performance.now() - began) : null;
  return { organisation, url, reachable: tip !== null, height: tip?.height ?? null, delay };
}

function connectionOf(file: LedgerFile, patience: LedgerPatience, now: () => number): Connection {
  const access = (secrets: Secrets) => accessOf(file, patience, secrets);
  const { need, members } = readMembers(trustedLedger(file).epochs, nodeCrypto);
  const { settling, witness: witnessTimeout } = patience;
  return {
    kind: file.kind,
    id: file.ledger,
    trust: file.trust,
    members: file.peers.map(({ organisation, url }) => ({ organisation, url })),
    rows: [
      { label: { zh: '账本（京东智臻链）', en: 'Ledger (JD Chain)' }, value: file.ledger, form: 'code' },
      {
        label: { zh: '须由成员见证方声明', en: 'Members’ witnesses needed' },
        value: `${need}/${members.length}`,
        form: 'text',
      },
      ...file.gateways.map(
        ({ organisation, url }) =>
          ({ label: { zh: '网关', en: 'Gateway' }, value: `${organisation}  ${url}`, form: 'text' }) as const,
      ),
    ],
    clientKey: jdClientKey,
    open: (secrets) => ({
      is: 'chain',
      connector: new JdchainConnector({ ...access(secrets), secrets, now, settling, witnessTimeout }),
    }),
    health: async (secrets) => {
      const { nodes } = access(secrets);
      return Promise.all(file.peers.map((at, i) => healthOf((nodes[i] as (typeof nodes)[number]).node, at)));
    },
    test: (secrets) => testLedger({ ...access(secrets), secrets, timeout: patience.witness }),
  };
}

/** The kind `jdchain`, with how long it waits, and the clock by which it dates transactions: milliseconds since 1970. */
export const jdchainConnectionsWith = (patience: LedgerPatience, now: () => number = Date.now): ConnectionKind => ({
  kind: JDCHAIN,
  title: { zh: '京东智臻链联盟', en: 'JD Chain consortium' },
  read: (bytes) => connectionOf(parseLedgerFile(bytes, nodeCrypto), patience, now),
  registration: null,
  foreign: jdchainFromFiles,
});

/** The kind `jdchain`. */
export const jdchainConnections: ConnectionKind = jdchainConnectionsWith(LEDGER_PATIENCE);

/** The network that forked while it was recorded: its members' own ports answer as they did, and the fork is seen. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { toldText } from '../../../core/node/connectors/jdchain/fate.ts';
import { askFate, type MemberNode } from '../../../core/node/connectors/jdchain/members.ts';
import { JdNode } from '../../../core/node/jdchain/client.ts';
import { type Exchange, recorded } from '../../anchor/jdchain/support/vectors.ts';
import { PATIENCE } from '../../patience.ts';

const { ledger, exchanges } = recorded('net1-fork');
const MEMBERS = ['peer0', 'peer1', 'peer2', 'peer3'];
/** The height at which member 0 wrote another block than the others. */
const FORKED = 63;

interface Listed {
  readonly request: { readonly transactionHash: string };
}
const dataOf = ({ response }: Exchange): unknown => (JSON.parse(response?.text ?? '{}') as { data?: unknown }).data;
const transactionsOf = (member: string): readonly Listed[] => {
  const found = exchanges.find(({ node, path }) => node === member && path.includes(`/height/${FORKED}/txs/`));
  return (found ? dataOf(found) : []) as readonly Listed[];
};

/** What a member answered to a path at the beginning; a transaction by its hash from the block that it listed. */
function answerOf(member: string, path: string): string {
  const found = exchanges.find((one) => one.node === member && one.path === path && one.response?.text);
  if (found?.response?.text) return found.response.text;
  const transaction = transactionsOf(member).find(({ request }) =>
    path.endsWith(`/txs/hash/${request.transactionHash}`),
  );
  return JSON.stringify(transaction ? { data: transaction, success: true } : { success: true });
}

const servers: Server[] = [];
let nodes: readonly MemberNode[];
beforeAll(async () => {
  nodes = await Promise.all(
    MEMBERS.map(async (organisation) => {
      const server = createServer((request, response) => response.end(answerOf(organisation, request.url ?? '')));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const at = { url: `http://127.0.0.1:${port}`, ca: null, credentials: null };
      const patience = { question: PATIENCE, submission: PATIENCE, repetitions: [] };
      return { organisation, node: new JdNode(at, fromBase58(ledger), patience) };
    }),
  );
});
afterAll(() => {
  for (const server of servers) server.close();
});

const hashesOf = (member: string) => transactionsOf(member).map(({ request }) => fromBase58(request.transactionHash));

it('has a transaction in the block of three members, and another block at the fourth: a fork that names both', async () => {
  const [hash] = hashesOf('peer1');
  const fate = await askFate(nodes, hash as Uint8Array, MEMBERS.length);
  expect(fate.is).toBe('forked');
  const told = fate.is === 'forked' ? toldText(fate.told) : '';
  expect(told).toMatch(/peer0: 63 j5jR5gaWx2R1TH4t4MABD1frRgstZgGqQdARwEjK4VkgZs/);
  expect(told).toMatch(/peer1: 63 j5gTL5UoimLtD2y73vryRawXP8mkjB2tAgJZuyXfE1FLNR/);
});

it('sees it also by a transaction that member 0 alone has, and by itself member 0 is not believed', async () => {
  const [hash] = hashesOf('peer0');
  expect((await askFate(nodes, hash as Uint8Array, MEMBERS.length)).is).toBe('forked');
  expect(await askFate(nodes.slice(0, 1), hash as Uint8Array, MEMBERS.length)).toEqual({ is: 'unclear' });
});

it('believes the three while the fourth does not answer', async () => {
  const [hash] = hashesOf('peer1');
  const fate = await askFate(nodes.slice(1), hash as Uint8Array, MEMBERS.length);
  expect(fate).toMatchObject({ is: 'recorded', by: ['peer1', 'peer2', 'peer3'] });
});

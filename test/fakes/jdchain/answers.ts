/** What a node of the fake answers to questions: the data for each path, as real nodes have them. */
import { fromBase58, toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { addressOf, publicKeyOf } from '../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { nameOf, nodeJson } from './json.ts';
import type { FakeBlock, FakeLedger } from './ledger.ts';
import { entryJson } from './state.ts';

/** What a node knows: a side of the ledger up to a height. */
export interface View {
  readonly ledger: FakeLedger;
  readonly side: 0 | 1;
  /** Blocks that it does not have yet. */
  readonly behind: number;
}

/** An answer: data, `undefined` for what is unknown, or an error in the node's words. */
export type Data = { readonly data: unknown } | { readonly error: string };

type Answerer = (view: View, match: RegExpExecArray) => Data;

const known = (value: unknown): Data => ({ data: value === null ? undefined : nodeJson(value) });
const at = (match: RegExpExecArray, group = 1) => decodeURIComponent(match[group] ?? '');
const blocksOf = ({ ledger, side, behind }: View) => ledger.blocks(side, behind);
const tipOf = (view: View) => blocksOf(view).at(-1) as FakeBlock;
const heightOf = (view: View) => blocksOf(view).length - 1;

function transactionOf(view: View, match: RegExpExecArray, show: (block: FakeBlock) => unknown): Data {
  const found = view.ledger.find(fromBase58(at(match)), view.side);
  if (found && Number(found.block.height) <= heightOf(view)) return { data: show(found) };
  // what a node of such a ledger says of every transaction that it does not have
  return view.ledger.setting.structure === 'KV'
    ? { error: 'Cannot load from byte/boolean array because "bytes" is null' }
    : { data: undefined };
}

/** Paths behind `/ledgers/{l}`, those of a gateway alone marked. */
const ANSWERS: readonly { readonly path: RegExp; readonly onlyGateway?: true; readonly answer: Answerer }[] = [
  {
    path: /^$/,
    answer: (view) => {
      const { height, hash } = tipOf(view).block;
      return known({ hash: view.ledger.hash, latestBlockHash: hash, latestBlockHeight: height });
    },
  },
  { path: /^\/blocks\/latest$/, onlyGateway: true, answer: (view) => known(tipOf(view).block) },
  {
    path: /^\/blocks\/height\/(-?\d+)$/,
    // beyond the newest block, and below the first, the newest is answered
    answer: (view, match) => known((blocksOf(view)[Number(at(match))] ?? tipOf(view)).block),
  },
  {
    path: /^\/blocks\/height\/(\d+)\/txs\/additional-txs$/,
    answer: (view, match) => known([blocksOf(view)[Number(at(match))]?.transaction ?? null].filter(Boolean)),
  },
  {
    path: /^\/blocks\/hash\/(\w+)$/,
    answer: (view, match) =>
      known(blocksOf(view).find(({ block }) => toBase58(block.hash) === at(match))?.block ?? null),
  },
  {
    path: /^\/txs\/hash\/(\w+)$/,
    answer: (view, match) => transactionOf(view, match, ({ transaction }) => nodeJson(transaction)),
  },
  {
    path: /^\/txs\/state\/(\w+)$/,
    answer: (view, match) =>
      transactionOf(view, match, ({ transaction: { result } }) =>
        nameOf('executionState', result?.executionState ?? 0),
      ),
  },
  {
    path: /^\/participants$/,
    answer: ({ ledger }) =>
      known(
        ledger.setting.members.map(({ name, key, publicKey }, id) => ({
          address: addressOf(publicKeyOf(key), nobleCrypto),
          id,
          name,
          participantNodeState: 1,
          pubKey: publicKey,
        })),
      ),
  },
  {
    path: /^\/settings\/crypto$/,
    answer: ({ ledger }) =>
      known({ autoVerifyHash: true, hashAlgorithm: ledger.setting.hashCode, supportedProviders: [] }),
  },
  {
    path: /^\/accounts\/address\/(\w+)$/,
    answer: (view, match) => {
      const account = view.ledger.state.accounts.at(at(match), heightOf(view));
      if (!account) return { data: undefined };
      const { address, publicKey: pubKey, mode: modeBits, owners, role } = account;
      const root = tipOf(view).block.dataAccountSetHash;
      return known({
        address,
        dataRootHash: root,
        headerRootHash: root,
        permission: { modeBits, owners, role },
        pubKey,
      });
    },
  },
  {
    path: /^\/accounts\/(\w+)\/entries\?keys=(.+)$/,
    answer: (view, match) => {
      const { state } = view.ledger;
      const account = state.accounts.at(at(match), heightOf(view));
      if (!account) return { data: undefined };
      const keys = (match[2] ?? '').split('&keys=').map(decodeURIComponent);
      return { data: keys.map((key) => entryJson(key, state.entry(account.address, key, heightOf(view)))) };
    },
  },
  {
    path: /^\/users\/address\/(\w+)$/,
    answer: (view, match) => {
      const user = view.ledger.state.users.at(at(match), heightOf(view));
      return user
        ? { data: { address: toBase58(user.address), pubKey: toBase58(user.publicKey), state: user.state } }
        : { data: undefined };
    },
  },
  {
    path: /^\/authorization\/user\/(\w+)$/,
    answer: (view, match) => {
      const user = view.ledger.state.users.at(at(match), heightOf(view));
      if (!user) return { data: undefined };
      return known({
        ledgerPrivilegesBitset: { privilege: user.ledger },
        transactionPrivilegesBitset: { privilege: user.transaction },
        userAddress: user.address,
        userRole: user.roles,
      });
    },
  },
];

/** The data for a path, with its query; null for a path that such a node does not have. */
export function dataFor(view: View, path: string, isGateway: boolean): Data | null {
  const named = toBase58(view.ledger.hash);
  if (path === '/ledgers') return { data: [named] };
  const [, ledger, rest = ''] = /^\/ledgers\/(\w+)(.*)$/.exec(path) ?? [];
  if (ledger === undefined) return null;
  if (ledger !== named) return { error: `Ledger : ${ledger} not exists!` };
  for (const { path: shape, onlyGateway, answer } of ANSWERS) {
    const match = shape.exec(rest);
    if (match && (isGateway || !onlyGateway)) return answer(view, match);
  }
  return null;
}

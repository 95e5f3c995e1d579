/** The engine's own files: the genesis that all members share, and the settings of one node. */

import { TRANSACTION_LIMITS } from '../../anchors/cometbft/transaction.ts';
import { NotaryError } from '../../errors.ts';
import { fromHex, toBase64, utf8 } from '../../formats/bytes.ts';
import { asMember, type PublicMember } from './folder.ts';
import { refuseShared } from './registry.ts';

/** What the members agree on before the first block. */
export interface Genesis {
  readonly chain: string;
  /** RFC 3339; the same for every member, so that each can create the file and compare its digest. */
  readonly time: string;
  readonly members: readonly PublicMember[];
}

/** The bytes of `genesis.json`: the same for everyone who makes it from the same public files. Throws `bad-input`. */
export function genesisFile({ chain, time, members }: Genesis): Uint8Array {
  if (!/^[A-Za-z0-9._-]{1,50}$/.test(chain))
    throw new NotaryError('bad-input', 'a chain id is 1 to 50 letters, digits, dots, underscores and hyphens');
  if (Number.isNaN(Date.parse(time))) throw new NotaryError('bad-input', `${time} is not a time`);
  const sorted = [...members].sort((a, b) => (a.validator < b.validator ? -1 : 1));
  refuseShared(sorted);
  const genesis = {
    genesis_time: new Date(time).toISOString(),
    chain_id: chain,
    initial_height: '1',
    consensus_params: {
      block: { max_bytes: '1048576', max_gas: '-1' },
      evidence: { max_age_num_blocks: '100000', max_age_duration: '172800000000000', max_bytes: '1048576' },
      validator: { pub_key_types: ['ed25519'] },
      version: { app: '1' },
      abci: { vote_extensions_enable_height: '0' },
    },
    validators: sorted.map(({ validator, power, organisation }) => ({
      pub_key: { type: 'tendermint/PubKeyEd25519', value: toBase64(fromHex(validator, 32)) },
      power: String(power),
      name: organisation,
    })),
    app_hash: '',
    app_state: { v: 1, members: sorted.map(asMember) },
  };
  return utf8(`${JSON.stringify(genesis, null, 2)}\n`);
}

/** What the settings of one node depend on. */
export interface NodeSettings {
  readonly moniker: string;
  readonly socket: string;
  /** Addresses to listen at, `host:port`. */
  readonly rpc: string;
  readonly p2p: string;
  /** The other nodes, `id@host:port`. */
  readonly peers: readonly string[];
  /** Several nodes on one machine. */
  readonly loopback: boolean;
  /** PEM files for the RPC; without them it uses plain HTTP, which is for loopback only. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

const quote = (value: string) => JSON.stringify(value);

/** `config.toml`: what differs from the engine's defaults. */
export function nodeConfig(settings: NodeSettings): Uint8Array {
  const { moniker, socket, rpc, p2p, peers, loopback, tls } = settings;
  return utf8(`proxy_app = ${quote(`unix://${socket}`)}
abci = "socket"
moniker = ${quote(moniker)}
log_level = "error"
priv_validator_key_file = "config/priv_validator_key.json"
priv_validator_state_file = "data/priv_validator_state.json"
node_key_file = "config/node_key.json"
genesis_file = "config/genesis.json"

[rpc]
laddr = ${quote(`tcp://${rpc}`)}
tls_cert_file = ${quote(tls?.certificate ?? '')}
tls_key_file = ${quote(tls?.key ?? '')}

[p2p]
laddr = ${quote(`tcp://${p2p}`)}
persistent_peers = ${quote(peers.join(','))}
pex = false
flush_throttle_timeout = "10ms"
addr_book_strict = ${!loopback}
allow_duplicate_ip = ${loopback}

[mempool]
max_tx_bytes = ${TRANSACTION_LIMITS.bytes}

[consensus]
create_empty_blocks = false
create_empty_blocks_interval = "0s"
timeout_propose = "1s"
timeout_prevote = "300ms"
timeout_precommit = "300ms"
timeout_commit = "500ms"
peer_gossip_sleep_duration = "25ms"

[tx_index]
indexer = "kv"
`);
}

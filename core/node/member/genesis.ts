/** The application's part of the engine's genesis file: the first members. */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../formats/canonical.ts';
import { list, literal, object } from '../../formats/decoder.ts';
import type { Power } from './abci/messages.ts';
import { begin } from './machine.ts';
import { type Member, readMember } from './registry.ts';
import { History, type State, Table } from './state.ts';

/** The application's part of the genesis file: 1 to 64 members. */
export interface GenesisState {
  readonly v: 1;
  readonly members: readonly Member[];
}

const readGenesis = object<GenesisState>({ v: literal(1), members: list(readMember, 64, 1) });

/** `app_state` of the genesis file. The engine passes it as compact JSON, which is made canonical here. */
export function parseGenesisState(bytes: Uint8Array): GenesisState {
  const value = JSON.parse(new TextDecoder().decode(bytes)) as Json;
  return readGenesis(parseCanonical(canonicalBytes(value)), 'app_state');
}

/** The state before the first block. Throws `malformed` when the engine's validators are not the members. */
export function genesisState(
  genesis: { chain: string; state: Uint8Array; validators: readonly Power[]; initialHeight: number },
  crypto: Crypto,
): State {
  const { members } = parseGenesisState(genesis.state);
  const named = members.map(({ validator, power }) => `${validator} ${power}`).sort();
  const signing = genesis.validators.map(({ key, power }) => `${toHex(key)} ${power}`).sort();
  if (named.join() !== signing.join())
    throw new NotaryError('malformed', 'genesis: the validators are not the members of app_state');
  if (genesis.initialHeight > 1) throw new NotaryError('malformed', 'genesis: the first height must be 1');
  const state: State = {
    chain: genesis.chain,
    height: 0,
    registry: new Table(),
    latest: new Table(),
    history: new History(0, () => undefined),
  };
  begin(state, members, 1, crypto);
  return state;
}

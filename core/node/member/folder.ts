/**
 * A member's folder: its governance key, its node's home, the application's state. Private keys are files that only
 * their owner can read; what others need to know is one public file.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519PublicKey } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromHex, toBase64, toHex, utf8 } from '../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../formats/canonical.ts';
import { integer, literal, object, text } from '../../formats/decoder.ts';
import type { Random } from '../../ports.ts';
import { plainText } from '../cometbft/plain-text.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { makeFolders } from '../system/folders.ts';
import { readSmallFile, readSmallText } from '../system/small-file.ts';
import { hexKey, type Member } from './registry.ts';

/** Paths in a member's folder. */
export function memberPaths(folder: string) {
  const node = join(folder, 'node');
  return {
    folder,
    public: join(folder, 'member.json'),
    governance: join(folder, 'governance.key'),
    state: join(folder, 'application', 'state.db'),
    socket: join(folder, 'application', 'abci.sock'),
    node,
    config: join(node, 'config', 'config.toml'),
    genesis: join(node, 'config', 'genesis.json'),
    nodeKey: join(node, 'config', 'node_key.json'),
    validatorKey: join(node, 'config', 'priv_validator_key.json'),
    validatorState: join(node, 'data', 'priv_validator_state.json'),
  };
}
/** Absolute paths in a member's folder. */
export type MemberPaths = ReturnType<typeof memberPaths>;

/** What a member publishes to the others. */
export interface PublicMember extends Member {
  readonly v: 1;
  /** The node's id in the peer-to-peer network, 40 hex digits. */
  readonly node: string;
}

const readPublic = object<PublicMember>({
  v: literal(1),
  organisation: plainText,
  controller: plainText,
  governance: hexKey,
  validator: hexKey,
  power: integer(1, 1_000_000),
  node: text(40, /^[0-9a-f]{40}$/, "a node's id"),
});

/** Reads a member's public file. Throws `malformed` or `newer-version`. */
export function parsePublicMember(bytes: Uint8Array): PublicMember {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  return readPublic(value, 'member');
}

/** A member without the details that only concern its node. */
export function asMember({ organisation, controller, governance, validator, power }: PublicMember): Member {
  return { organisation, controller, governance, validator, power };
}

const secretFile = { mode: 0o600 } as const;
const engineKey = (seed: Uint8Array) => ({
  type: 'tendermint/PrivKeyEd25519',
  value: toBase64(Uint8Array.of(...seed, ...ed25519PublicKey(seed))),
});
const addressOf = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 40);
const json = (value: Json) => utf8(`${JSON.stringify(value, null, 2)}\n`);

/** Creates the folder with new keys and returns what the others need. Throws `home-exists` when it already has keys. */
export function makeMember(
  folder: string,
  who: { readonly organisation: string; readonly controller: string; readonly power: number },
  random: Random,
): PublicMember {
  const paths = memberPaths(folder);
  if (existsSync(paths.governance) || existsSync(paths.validatorKey))
    throw new NotaryError('home-exists', `${folder} has a member's keys already`);
  for (const made of [join(paths.node, 'config'), join(paths.node, 'data'), join(folder, 'application')])
    makeFolders(made, 0o700);
  const [governance, validator, node] = [random(32), random(32), random(32)];
  const publicOf = (seed: Uint8Array) => toHex(ed25519PublicKey(seed));
  const member = readPublic(
    {
      v: 1,
      ...who,
      governance: publicOf(governance),
      validator: publicOf(validator),
      node: addressOf(ed25519PublicKey(node)),
    },
    'member',
  );
  writeAtomic(paths.governance, utf8(`${toHex(governance)}\n`), secretFile);
  writeAtomic(paths.nodeKey, json({ priv_key: engineKey(node) }), secretFile);
  writeAtomic(paths.validatorKey, json(validatorFile(validator)), secretFile);
  writeAtomic(paths.validatorState, json({ height: '0', round: 0, step: 0 }), secretFile);
  writeAtomic(paths.public, canonicalBytes(member as unknown as Json));
  return member;
}

function validatorFile(seed: Uint8Array): Json {
  const key = ed25519PublicKey(seed);
  return {
    address: addressOf(key).toUpperCase(),
    pub_key: { type: 'tendermint/PubKeyEd25519', value: toBase64(key) },
    priv_key: engineKey(seed),
  };
}

/** The governance key's seed. Throws `key-missing`. */
export function readGovernanceSeed(file: string): Uint8Array {
  try {
    return fromHex(readSmallText(file).trim(), 32);
  } catch (cause) {
    throw new NotaryError('key-missing', `no governance key in ${file}`, { file }, cause);
  }
}

/** The public file of a member's folder. Throws `no-home` when there is none. */
export function readPublicMember(folder: string): PublicMember {
  const file = memberPaths(folder).public;
  if (!existsSync(file)) throw new NotaryError('no-home', `${folder} is not a member's folder`);
  return parsePublicMember(readSmallFile(file));
}

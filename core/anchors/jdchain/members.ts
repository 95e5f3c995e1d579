/**
 * A trust bundle's data for a ledger of this kind: its members, the key of each member's witness, and how many of them must
 * have seen a transaction. There is one list and not one for each range of heights: a statement counts as long as the
 * witnesses who signed it are still named, and present ones can sign older statements again.
 */
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { type Decoder, integer, list, mapped, nullable, object, text } from '../../formats/decoder.ts';
import { type Holding, voicesOf } from '../../formats/names.ts';
import { keyFingerprint, type VerifierKey } from '../../formats/note.ts';
import { plainText } from '../../formats/plain-text.ts';
import type { NamedKey } from '../kind.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { publicKeyBytes, readPublicKey } from './keys.ts';
import { witnessKey } from './lines.ts';

/** A member of the ledger's consortium. */
export interface JdMember {
  readonly organisation: string;
  /** Who holds the keys; members who are one voice with the log count as the issuer itself. */
  readonly controller: string;
  /** The participant's public key with code and type, by which its gateway signs; null when it is not known. */
  readonly participant: Uint8Array | null;
  /** The key of its witness; null for a member that has none. */
  readonly witness: VerifierKey | null;
}

/** The members of a ledger, and how many of different voices must have signed. */
export interface JdMembers {
  readonly need: number;
  readonly members: readonly JdMember[];
}

const MOST_MEMBERS = 64;

const participantKey: Decoder<Uint8Array> = mapped(text(128), (value) => {
  const bytes = publicKeyBytes(readPublicKey(fromBase58(value)));
  if (toBase58(bytes) !== value) throw new NotaryError('malformed', 'jdchain: a key is written in one way');
  return bytes;
});

const decoderOf = (crypto: Pick<Crypto, 'sha256'>) =>
  list(
    object<JdMembers>({
      need: integer(1, MOST_MEMBERS),
      members: list(
        object<JdMember>({
          organisation: plainText,
          controller: plainText,
          participant: nullable(participantKey),
          witness: nullable(mapped(text(1024), (value) => witnessKey(value, crypto))),
        }),
        MOST_MEMBERS,
        1,
      ),
    }),
    1,
    1,
  );

function refuseDoubled(keys: readonly (Uint8Array | null)[], what: string): void {
  const known = keys.flatMap((key) => (key ? [toHex(key)] : []));
  if (new Set(known).size !== known.length) throw new NotaryError('malformed', `jdchain: a ${what} stands twice`);
}

/** The members in a bundle's chain: the one entry of its `epochs`. Throws `malformed`. */
export function readMembers(epochs: readonly Json[], crypto: Pick<Crypto, 'sha256'> = nobleCrypto): JdMembers {
  const [read] = decoderOf(crypto)(epochs, 'epochs');
  if (!read) throw new NotaryError('malformed', 'jdchain: no members');
  const { members, need } = read;
  refuseDoubled(
    members.map(({ participant }) => participant),
    'participant',
  );
  refuseDoubled(
    members.map(({ witness }) => witness?.publicKey ?? null),
    "witness's key",
  );
  const voices = new Set(voicesOf(members.filter(({ witness }) => witness)));
  if (need > voices.size) throw new NotaryError('malformed', 'jdchain: more are needed than have a witness');
  return read;
}

/** The members as a trust bundle carries them: what stands in `epochs`. */
export function membersJson({ need, members }: JdMembers): readonly Json[] {
  const written = members.map(({ organisation, controller, participant, witness }) => ({
    organisation,
    controller,
    participant: participant && toBase58(participant),
    witness: witness?.text ?? null,
  }));
  return [{ need, members: written }];
}

/** The members' participants and witnesses. */
export function namedKeys(epochs: readonly Json[], crypto: Pick<Crypto, 'sha256'>): readonly NamedKey[] {
  return readMembers(epochs, crypto).members.flatMap(({ organisation, controller, participant, witness }) => [
    ...(participant ? [named({ organisation, controller }, toHex(crypto.sha256(participant)))] : []),
    ...(witness ? [named({ organisation, controller }, keyFingerprint(witness, crypto))] : []),
  ]);
}

const named = (holding: Holding, fingerprint: string): NamedKey => ({ ...holding, is: 'key', fingerprint });

/** The member whose witness has this key, or null. The name in the key is not looked at. */
export function memberOf({ members }: JdMembers, key: VerifierKey): JdMember | null {
  return (
    members.find(
      ({ witness }) => witness !== null && equal(witness.publicKey, key.publicKey) && witness.type === key.type,
    ) ?? null
  );
}

/** The member with this participant's key, or null. */
export function participantOf({ members }: JdMembers, publicKey: Uint8Array): JdMember | null {
  return members.find(({ participant }) => participant !== null && equal(participant, publicKey)) ?? null;
}

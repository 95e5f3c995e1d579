/**
 * A ledger file (`.ledger.json`): where the gateways, the members' own nodes and the members' witnesses of a JD Chain ledger
 * answer, with the trust bundle by which the witnesses are judged. Its fingerprint is shown before it is accepted, as with a
 * trust bundle. docs/jdchain-desk.md has it member by member.
 */
import { fromBase58, toBase58 } from '../../../anchors/jdchain/base58.ts';
import { JDCHAIN } from '../../../anchors/jdchain/evidence.ts';
import { hashAlgorithmOf } from '../../../anchors/jdchain/keys.ts';
import { witnessKey } from '../../../anchors/jdchain/lines.ts';
import { type JdMembers, memberOf, readMembers } from '../../../anchors/jdchain/members.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { anyJson, type Decoder, list, literal, mapped, nullable, object, text } from '../../../formats/decoder.ts';
import { plainText } from '../../../formats/plain-text.ts';
import { parseTrustBundle, type TrustBundle } from '../../../formats/trust.ts';
import type { TrustedChain } from '../../../formats/trusted.ts';
import { jdAddress } from '../../jdchain/endpoint.ts';
import { believable } from './fate.ts';

/** Where somebody answers. */
export interface LedgerAddress {
  readonly organisation: string;
  /** `https://…`, or `http://` on this machine; without a slash at its end. */
  readonly url: string;
  /** PEM of the only CA that may have signed the certificate of `url`; null for those that the system knows. */
  readonly ca: string | null;
}

/** A gateway. */
export interface GatewayAddress extends LedgerAddress {
  /** Name for HTTP Basic, whose password is a secret of the desk; absent where nobody asks for one. */
  readonly user?: string;
}

/** Short name of the secret with the password of the gateways. */
export const GATEWAY_PASSWORD = 'gateway-password';

/** Where a member's witness answers, and its key. */
export interface WitnessAddress extends LedgerAddress {
  readonly vkey: string;
}

/** A parsed ledger file. */
export interface LedgerFile {
  readonly v: 1;
  readonly kind: typeof JDCHAIN;
  /** Base58 of the ledger's hash; one of the bundle's chains. */
  readonly ledger: string;
  readonly gateways: readonly GatewayAddress[];
  /** Members' own nodes, by the names that the bundle has for the members. */
  readonly peers: readonly LedgerAddress[];
  readonly witnesses: readonly WitnessAddress[];
  readonly trust: TrustBundle;
}

const MOST_ADDRESSES = 64;
const address = { organisation: plainText, url: jdAddress, ca: nullable(text(20_000)) } as const;

/** A ledger's hash in Base58. */
export const ledgerHash: Decoder<string> = mapped(text(64), (value) => {
  const hash = fromBase58(value);
  hashAlgorithmOf(hash);
  if (toBase58(hash) !== value) throw malformed('a hash is written in one way');
  return value;
});

const readerOf = (crypto: Crypto) =>
  object<Omit<LedgerFile, 'trust'> & { readonly trust: Json }>({
    v: literal(1),
    kind: literal(JDCHAIN),
    ledger: ledgerHash,
    gateways: list(
      object<GatewayAddress>({ ...address, user: text(128, /^[^:\p{Cc}]+$/u, 'a user') }, ['user']),
      MOST_ADDRESSES,
      1,
    ),
    peers: list(object<LedgerAddress>(address), MOST_ADDRESSES, 1),
    witnesses: list(
      object<WitnessAddress>({ ...address, vkey: mapped(text(1024), (value) => witnessKey(value, crypto).text) }),
      MOST_ADDRESSES,
      1,
    ),
    trust: anyJson,
  });

const malformed = (what: string) => new NotaryError('malformed', `ledger file: ${what}`);

/** Canonical bytes of a ledger file. */
export function ledgerFileBytes(file: LedgerFile): Uint8Array {
  return canonicalBytes(file as unknown as Json);
}

/** Reads a ledger file. Throws `malformed`, `too-large`, `newer-version`, or `not-supported` for an address that speaks GMTLS. */
export function parseLedgerFile(bytes: Uint8Array, crypto: Crypto): LedgerFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const read = readerOf(crypto)(value, JDCHAIN);
  const file: LedgerFile = { ...read, trust: parseTrustBundle(canonicalBytes(read.trust), crypto) };
  const members = readMembers(trustedLedger(file).epochs, crypto);
  refuseStrangers(file, members);
  refuseTooFew(file, members, crypto);
  return file;
}

/** The bundle's chain that this file is about. Throws `malformed` when the bundle does not name it. */
export function trustedLedger({ kind, ledger, trust }: LedgerFile): TrustedChain {
  const found = trust.chains.find((chain) => chain.kind === kind && chain.id === ledger);
  if (!found) throw malformed(`the trust bundle does not name the ledger ${ledger}`);
  return found;
}

function refuseTwice(names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw malformed(`${twice} has two ${what}`);
}

/** Members answer under the names that the bundle has for them, so that two addresses are never one member's. */
function refuseStrangers({ peers }: LedgerFile, { members }: JdMembers): void {
  const known = members.map(({ organisation }) => organisation);
  const stranger = peers.find(({ organisation }) => !known.includes(organisation));
  if (stranger) throw malformed(`the trust bundle has no member ${stranger.organisation}`);
  refuseTwice(
    peers.map(({ organisation }) => organisation),
    'peers',
  );
  refuseTwice(known, 'places among the members');
}

/** A ledger whose members cannot be asked, or whose witnesses cannot be enough, would confirm nothing. */
function refuseTooFew({ peers, witnesses }: LedgerFile, known: JdMembers, crypto: Crypto): void {
  const { members, need } = known;
  if (peers.length < believable(members.length))
    throw malformed(
      `${peers.length} of ${members.length} members have a peer; ${believable(members.length)} must say the same`,
    );
  for (const { vkey, organisation } of witnesses)
    if (memberOf(known, witnessKey(vkey, crypto))?.organisation !== organisation)
      throw malformed(`the key of the witness of ${organisation} is not the one that the trust bundle has`);
  refuseTwice(
    witnesses.map(({ vkey }) => vkey),
    'addresses',
  );
  if (witnesses.length < need) throw malformed(`${witnesses.length} witnesses have an address; ${need} are needed`);
}

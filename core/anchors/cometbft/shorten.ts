/**
 * From the short form to the whole anchor, and back. Whatever is computed here instead of being carried is a hash that the
 * checks of the whole anchor compare, and it stands below a block's hash that members signed: so nothing is checked less.
 */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal } from '../../formats/bytes.ts';
import { canonicalText, type Json } from '../../formats/canonical.ts';
import { leafHash, rootFromInclusion } from '../../log/merkle.ts';
import type { AnchorForm, FormSubject } from '../kind.ts';
import {
  applicationHash,
  entryLeaf,
  historyLeaf,
  logKey,
  MEMBERS_KEY,
  type RegisteredMember,
  treeCommitment,
} from './application.ts';
import {
  type BlockProof,
  type CometbftEvidence,
  cometbftAnchor,
  type MembersProof,
  type RegistrationProof,
  readCometbftEvidence,
  type SignedBlock,
  type StateProof,
} from './evidence.ts';
import { transactionHash } from './header.ts';
import { expandPaths, type ProvenLeaf, sharePaths } from './shared-paths.ts';
import {
  COMETBFT_SHORT,
  readShortEvidence,
  type ShortBlock,
  type ShortEvidence,
  type ShortNext,
  type ShortRegistry,
  type ShortSigned,
  type ShortState,
  shortAnchor,
} from './short-form.ts';
import { decodeTransaction, encodeTransaction } from './transaction.ts';
import { rootFromSides } from './tree.ts';
import { isSameSet, type Validator, validatorsHash } from './validators.ts';
import { blockHash, EXECUTED } from './verify.ts';
import { readWrittenMember, writtenMember } from './written-members.ts';

const SIGNATURE_BYTES = 64;

function refuse(what: string): never {
  throw new NotaryError('malformed', `${COMETBFT_SHORT}: ${what}`);
}

// --- the whole anchor -----------------------------------------------------------------------------------------------

/** A set that is null where it is the block's. Throws `malformed` where the block's is written once more. */
function wholeSet(set: readonly Validator[] | null, ofBlock: readonly Validator[] | null): readonly Validator[] {
  if (set && ofBlock && isSameSet(set, ofBlock)) refuse('the same set is not written twice');
  return set ?? ofBlock ?? refuse('no set');
}

function wholeSigned({ beside, round, parts, votes }: ShortSigned, set: readonly Validator[], crypto: Crypto) {
  return { beside, round, parts, votes, set, validators: validatorsHash(set, crypto) };
}

function transactionOf({ base, proof }: ShortBlock, { noteText, logSignature }: FormSubject): Uint8Array {
  if (logSignature.length !== SIGNATURE_BYTES) refuse('the note is not signed by an Ed25519 key');
  return encodeTransaction({ kind: 'checkpoint', signed: { text: noteText, signature: logSignature }, base, proof });
}

/** The hash of the header's first leaf, which names the versions of engine and application: not written for the next block. */
const versionOf = ({ beside }: Pick<ShortSigned, 'beside'>): Uint8Array =>
  beside[0] ?? refuse('no hash of the version');

/** `app` is the anchor's own application hash. */
function wholeBlock(short: ShortEvidence, app: Uint8Array, subject: FormSubject, crypto: Crypto): BlockProof | null {
  const { block, state, chain } = short;
  if (!block) return null;
  const { height, sides, path, results, next } = block;
  if ((next.app === null) !== (state === null)) refuse('next.app is null without a state, and only then');
  const transaction = transactionOf(block, subject);
  const data = rootFromSides(transactionHash(transaction, crypto), { sides, hashes: path }, crypto);
  const first = { ...wholeSigned(block, block.set, crypto), height, transaction, sides, path, results, data };
  return {
    ...first,
    next: {
      ...wholeSigned(next, wholeSet(next.set, block.set), crypto),
      beside: [versionOf(block), ...next.beside],
      app: next.app ?? app,
      lastResults: rootFromSides(EXECUTED, { sides, hashes: results }, crypto),
      lastBlock: blockHash(chain, first, crypto) ?? refuse('too few or too many hashes beside the header'),
    },
  };
}

/** The registry as a whole anchor has it, but for the hashes of the other trees. */
interface WholeRegistry {
  readonly commitment: Uint8Array;
  readonly registration: Omit<RegistrationProof, 'others'> | null;
  readonly members: Omit<MembersProof, 'others'> | null;
}

function wholeRegistry(
  { size, beside, registration, members }: ShortRegistry,
  set: readonly Validator[],
  origin: string,
  crypto: Crypto,
): WholeRegistry {
  const named = members?.members.map((member) => readWrittenMember(member, set, `${COMETBFT_SHORT}.registry.members`));
  const leaf = (index: number, key: string, value: Json): ProvenLeaf => ({
    index,
    hash: leafHash(entryLeaf(key, value), crypto),
  });
  const leaves = [
    ...(registration ? [leaf(registration.index, logKey(origin), { ...registration.registration })] : []),
    ...(members && named ? [leaf(members.index, MEMBERS_KEY, named as unknown as Json)] : []),
  ];
  const { root, paths } = expandPaths(leaves, size, beside, crypto);
  const pathAt = (index: number) => paths.find((one) => one.index === index)?.path ?? [];
  return {
    commitment: treeCommitment({ size, root }, crypto),
    registration: registration && { ...registration, size, path: pathAt(registration.index) },
    members: members && named ? { index: members.index, members: named, size, path: pathAt(members.index) } : null,
  };
}

function historyOf({ index, size, path }: ShortState, noteText: string, crypto: Crypto): Uint8Array {
  const root = rootFromInclusion(index, size, leafHash(historyLeaf(noteText), crypto), path, crypto);
  return treeCommitment({ size, root: root ?? refuse('the path into the history') }, crypto);
}

/** The anchor's own application hash: that of the state, else that of the next block. */
interface WholeApplication {
  readonly hash: Uint8Array;
  /** History and latest, beside the registry. */
  readonly besideRegistry: readonly Uint8Array[];
  /** Latest and registry, beside the history. */
  readonly besideHistory: readonly Uint8Array[];
}

/** Of the three trees those are given, in their order, that neither a state nor a registry shows; else the hash itself. */
function wholeApplication(
  given: readonly Uint8Array[],
  history: Uint8Array | null,
  registry: Uint8Array | null,
  crypto: Crypto,
): WholeApplication {
  const rest = [...given];
  const next = () => rest.shift() ?? refuse('too few hashes in app');
  const whole = (): WholeApplication => {
    if (!history && !registry) return { hash: next(), besideRegistry: [], besideHistory: [] };
    const trees = { history: history ?? next(), latest: next(), registry: registry ?? next() };
    return {
      hash: applicationHash(trees, crypto),
      besideRegistry: [trees.history, trees.latest],
      besideHistory: [trees.latest, trees.registry],
    };
  };
  const made = whole();
  return rest.length === 0 ? made : refuse('too many hashes in app');
}

/** What the short form says, as the whole anchor says it. Throws `malformed`. */
function wholeEvidence(short: ShortEvidence, subject: FormSubject, crypto: Crypto): CometbftEvidence {
  const { chain, block: shortBlock, state: shortState, registry: shortRegistry } = short;
  const set = shortBlock?.set ?? shortState?.set ?? refuse('neither a block nor a state');
  const registry = shortRegistry && wholeRegistry(shortRegistry, set, subject.checkpoint.origin, crypto);
  const history = shortState && historyOf(shortState, subject.noteText, crypto);
  const application = wholeApplication(short.app, history, registry?.commitment ?? null, crypto);
  const { hash, besideRegistry, besideHistory } = application;
  const state = shortState && {
    ...wholeSigned(shortState, wholeSet(shortState.set, shortBlock?.set ?? null), crypto),
    height: shortState.height,
    index: shortState.index,
    size: shortState.size,
    path: shortState.path,
    others: besideHistory,
    app: hash,
  };
  return {
    chain,
    block: wholeBlock(short, hash, subject, crypto),
    state,
    registration: registry?.registration ? { ...registry.registration, others: besideRegistry } : null,
    members: registry?.members ? { ...registry.members, others: besideRegistry } : null,
  };
}

// --- the short form -------------------------------------------------------------------------------------------------

const shortSigned = ({ beside, round, parts, votes }: Omit<SignedBlock, 'height'>): ShortSigned => ({
  beside,
  round,
  parts,
  votes,
});

const unlessSame = (set: readonly Validator[], ofBlock: readonly Validator[] | undefined) =>
  ofBlock && isSameSet(set, ofBlock) ? null : set;

function shortBlock(block: BlockProof, hasState: boolean): ShortBlock {
  const { height, set, sides, path, results, next } = block;
  const transaction = decodeTransaction(block.transaction);
  if (transaction.kind !== 'checkpoint') refuse('not the transaction of a checkpoint');
  const { base, proof } = transaction;
  if (!equal(versionOf(block), versionOf(next))) refuse('two versions');
  const following: ShortNext = {
    ...shortSigned(next),
    beside: next.beside.slice(1),
    set: unlessSame(next.set, set),
    app: hasState ? next.app : null,
  };
  return { ...shortSigned(block), height, set, base, proof, sides, path, results, next: following };
}

function shortState(state: StateProof, ofBlock: readonly Validator[] | undefined): ShortState {
  const { height, set, index, size, path } = state;
  return { ...shortSigned(state), height, set: unlessSame(set, ofBlock), index, size, path };
}

function shortRegistry({ block, state, registration, members }: CometbftEvidence): ShortRegistry | null {
  const proofs = [registration, members].filter((proof) => proof !== null);
  const [first] = proofs;
  if (!first) return null;
  const set = (block ?? state)?.set ?? [];
  const written = (one: RegisteredMember) => writtenMember(one, set);
  return {
    size: first.size,
    beside: sharePaths(proofs, first.size),
    registration: registration && { index: registration.index, registration: registration.registration },
    members: members && { index: members.index, members: members.members.map(written) },
  };
}

function shortApplication({ block, state, registration, members }: CometbftEvidence): readonly Uint8Array[] {
  const ofRegistry = (registration ?? members)?.others;
  if (state) return ofRegistry ? state.others.slice(0, 1) : state.others;
  return ofRegistry ?? (block ? [block.next.app] : []);
}

function shortEvidence(evidence: CometbftEvidence): ShortEvidence {
  const { chain, block, state } = evidence;
  return {
    chain,
    block: block && shortBlock(block, state !== null),
    state: state && shortState(state, block?.set),
    registry: shortRegistry(evidence),
    app: shortApplication(evidence),
  };
}

/** The short form of the anchors of a CometBFT chain. */
export const cometbftShortForm: AnchorForm = {
  kind: COMETBFT_SHORT,
  expand: (anchor, subject, crypto) => cometbftAnchor(wholeEvidence(readShortEvidence(anchor), subject, crypto)),
  shorten(anchor, subject, crypto) {
    try {
      const short = shortAnchor(shortEvidence(readCometbftEvidence(anchor)));
      const again = cometbftShortForm.expand(short, subject, crypto);
      return canonicalText(again as unknown as Json) === canonicalText(anchor as unknown as Json) ? short : null;
    } catch (error) {
      if (error instanceof NotaryError) return null;
      throw error;
    }
  },
};

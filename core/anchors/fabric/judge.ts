/**
 * Identifies the signers by a trust bundle. Used only for evidence that holds by itself (verify.ts). Each rule is a check
 * of its own; the first that does not hold is the reason for which an anchor does not count.
 */
import type { Crypto } from '../../crypto.ts';
import { toHex } from '../../formats/bytes.ts';
import { type Voice, voicesOf } from '../../formats/names.ts';
import type { Signer } from '../../verification/report.ts';
import type { AnchorJudgement } from '../kind.ts';
import { consenterOf, lastConfig, ordererOf } from './block.ts';
import { consenterIn, type Epoch, epochOf, type Organisation, organisationOf, quorumOf } from './epochs.ts';
import type { BlockProof, FabricEvidence } from './evidence.ts';
import { type Identity, readIdentity } from './identity.ts';
import { contentOf, type Endorsed, endorsersOf } from './proposal.ts';

/** A checked anchor, and the epochs of the channel in the trust bundle that judges it. */
export interface JudgeInput {
  readonly evidence: FabricEvidence;
  readonly epochs: readonly Epoch[];
  /** Who holds the log: its own voice alone is never enough. */
  readonly log: Voice;
}

/** Names of the rules, in their order. */
export const FABRIC_RULES = [
  'configuration', // the bundle names the configuration by which the block was ordered
  'chaincode', // the transaction is one of the bundle's chaincode
  'endorsers', // enough organisations of its policy endorsed it
  'readers', // enough of them said that they read it in their ledgers
  'orderers', // those who may order signed the block, enough of them
  'independent', // not only the issuer said so
] as const;
/** Name of one rule. */
export type FabricRule = (typeof FABRIC_RULES)[number];

interface Rule {
  readonly name: FabricRule;
  /** Why it does not hold, or null. */
  readonly refusal: () => string | null;
}

/** The first rule that does not hold, with the reason; null when all hold. */
export function firstRefusal(input: JudgeInput): { readonly rule: FabricRule; readonly why: string } | null {
  const { evidence } = input;
  const number = lastConfig(evidence.block.value);
  const epoch = epochOf(input.epochs, number);
  if (!epoch) return { rule: 'configuration', why: `the bundle does not name configuration ${number}` };
  for (const { name, refusal } of rulesOf(evidence, epoch, input.log)) {
    const why = refusal();
    if (why !== null) return { rule: name, why };
  }
  return null;
}

function rulesOf({ block, transaction, read }: FabricEvidence, epoch: Epoch, log: Voice): readonly Rule[] {
  return [
    { name: 'chaincode', refusal: () => otherChaincode(transaction, epoch) },
    { name: 'endorsers', refusal: () => tooFew('endorsed it', transaction, epoch) },
    { name: 'readers', refusal: () => tooFew('read it in their ledgers', read, epoch) },
    { name: 'orderers', refusal: () => notOrdered(block, epoch) },
    { name: 'independent', refusal: () => notIndependent(read, epoch, log) },
  ];
}

function otherChaincode(transaction: Endorsed, { chaincode }: Epoch): string | null {
  const [name] = contentOf(transaction).chaincodes;
  return name === chaincode ? null : `the bundle's chaincode is ${chaincode}, not ${name}`;
}

/** The organisation of the policy for which a peer signed, or null: another role of the same organisation never counts. */
function endorserIn(identity: Identity, epoch: Epoch): Organisation | null {
  const organisation = organisationOf(identity, 'peer', epoch);
  return organisation && epoch.policy.of.includes(organisation.mspId) ? organisation : null;
}

/** The organisations of the policy whose peers endorsed, each once. */
export function endorsingOrganisations(endorsed: Endorsed, epoch: Epoch): readonly Organisation[] {
  return [...new Set(endorsersOf(endorsed).flatMap((identity) => endorserIn(identity, epoch) ?? []))];
}

/** How many voices endorsed. Whether two are one is asked among all organisations of the bundle, also those that did not. */
function voiceCount(endorsed: Endorsed, epoch: Epoch): number {
  const voices = voicesOf(epoch.organisations);
  return new Set(endorsingOrganisations(endorsed, epoch).map((one) => voices[epoch.organisations.indexOf(one)])).size;
}

function tooFew(what: string, endorsed: Endorsed, epoch: Epoch): string | null {
  const { need } = epoch.policy;
  const have = voiceCount(endorsed, epoch);
  return have >= need ? null : `${have} of the organisations that the bundle names ${what}, ${need} needed`;
}

/** Consenters of the epoch that signed the block. */
function orderersIn({ ordering }: BlockProof, epoch: Epoch): readonly number[] {
  if (ordering.by === 'one') return [];
  return ordering.signatures.flatMap((one) => consenterIn(epoch, consenterOf(one), one.key)?.id ?? []);
}

function notOrdered(block: BlockProof, epoch: Epoch): string | null {
  if (epoch.ordering.by === 'one') {
    const { ordering } = block;
    if (ordering.by !== 'one') return 'the bundle expects a block signed by one orderer';
    const organisation = organisationOf(readIdentity(ordererOf(ordering.signature)), 'orderer', epoch);
    return organisation && epoch.ordering.organisations.includes(organisation.mspId)
      ? null
      : 'the block was signed by an orderer that the bundle does not name';
  }
  const need = quorumOf(epoch.ordering.consenters.length);
  const have = orderersIn(block, epoch).length;
  return have >= need ? null : `${have} orderers that the bundle names signed the block, ${need} needed`;
}

/** Organisations that are one voice with the log. */
function issuerIn(epoch: Epoch, log: Voice): ReadonlySet<Organisation> {
  const [own, ...voices] = voicesOf([log, ...epoch.organisations]);
  return new Set(epoch.organisations.filter((_, i) => voices[i] === own));
}

/**
 * The policy trusts that fewer than its number are dishonest together; the issuer may be one of those who signed, but of a
 * policy that one alone can meet it must not be that one.
 */
function notIndependent(read: Endorsed, epoch: Epoch, log: Voice): string | null {
  const issuer = issuerIn(epoch, log);
  const others = endorsingOrganisations(read, epoch).filter((one) => !issuer.has(one));
  return others.length > 0 ? null : 'only the issuer says so';
}

/** The judgement by one bundle's epochs. A block of Fabric carries no time that anybody but its proposer vouches for. */
export function judgeEvidence(input: JudgeInput, crypto: Crypto): AnchorJudgement {
  const { evidence, epochs, log } = input;
  const refusal = firstRefusal(input);
  const epoch = epochOf(epochs, lastConfig(evidence.block.value));
  const have = epoch ? voiceCount(evidence.read, epoch) : 0;
  return {
    met: refusal === null,
    signers: signersOf(evidence, epoch, log, refusal === null, crypto),
    time: null,
    quorum: { have, need: epoch?.policy.need ?? 0, all: epoch?.policy.of.length ?? 0 },
    detail: refusal ? `${refusal.rule}: ${refusal.why}` : detailOf(evidence, have, epoch as Epoch),
  };
}

function detailOf({ block, read }: FabricEvidence, have: number, epoch: Epoch): string {
  const { policy, ordering } = epoch;
  const until = Math.min(...endorsersOf(read).map(({ certificate }) => certificate.validUntil));
  const by =
    ordering.by === 'one'
      ? 'one orderer'
      : `${orderersIn(block, epoch).length} of ${ordering.consenters.length} orderers`;
  return (
    `${have} of ${policy.of.length} organisations read it in block ${block.number}, ${policy.need} needed; ` +
    `${by} signed the block; no time is signed; the first of the certificates ends at ${new Date(until).toISOString()}`
  );
}

function signersOf(
  { read }: FabricEvidence,
  epoch: Epoch | null,
  log: Voice,
  isMet: boolean,
  crypto: Crypto,
): readonly Signer[] {
  const issuer = epoch ? issuerIn(epoch, log) : new Set<Organisation>();
  return endorsersOf(read).map((identity) => {
    const organisation = epoch && endorserIn(identity, epoch);
    return {
      name: organisation?.organisation ?? identity.mspId,
      role: 'member' as const,
      time: null,
      fingerprint: toHex(crypto.sha256(identity.key)),
      named: organisation !== null,
      counts: isMet && organisation !== null && !issuer.has(organisation),
    };
  });
}

/** A network of Hyperledger Fabric that exists only in tests: three organisations, four orderers, whatever they sign. */
import { bytesField, messageField, uintField } from '../../../../core/anchors/cometbft/protobuf.ts';
import { dataHash, headerBytes, signedBytes } from '../../../../core/anchors/fabric/block.ts';
import type { Epoch } from '../../../../core/anchors/fabric/epochs.ts';
import type { FabricEvidence, OrderingProof } from '../../../../core/anchors/fabric/evidence.ts';
import { readP256Certificate } from '../../../../core/anchors/fabric/identity.ts';
import { type Endorsed, readEnvelope, type Write } from '../../../../core/anchors/fabric/proposal.ts';
import { compressedPoint } from '../../../../core/crypto/p256.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { concat, toHex, utf8 } from '../../../../core/formats/bytes.ts';
import { type Actor, actorOf, certificateOf, endorse, publicKeyOf, signAs } from './certificates.ts';

export const CHANNEL = 'evidence';
export const CHAINCODE = 'notary';

const root = (name: string) => readP256Certificate(certificateOf(name, { authority: true }));
const UNITS = { admin: 'admin', client: 'client', orderer: 'orderer', peer: 'peer' } as const;

/** Alpha, Beta and Gamma endorse; Gamma's peers have certificates of an intermediate authority. Alpha also orders. */
export const ORGANISATIONS: Epoch['organisations'] = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((mspId) => ({
  mspId,
  organisation: `${mspId} Ltd`,
  controller: mspId.toLowerCase(),
  roots: [root(`ca ${mspId}`)],
  intermediates:
    mspId === 'Gamma'
      ? [readP256Certificate(certificateOf('ica Gamma', { authority: true, issuer: 'ca Gamma', pathLength: 0 }))]
      : [],
  units: UNITS,
  issuer: mspId === 'Gamma' ? 1 : 0,
}));

export const member = (mspId: string, unit = 'peer', issuer = mspId === 'Gamma' ? 'ica Gamma' : `ca ${mspId}`): Actor =>
  actorOf(mspId, `${unit} of ${mspId}`, { units: [unit], issuer, high: mspId === 'Beta' });
export const [ALPHA, BETA, GAMMA] = [member('Alpha'), member('Beta'), member('Gamma')] as const;
const CLIENT = member('Alpha', 'client');

const ORDERERS = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((mspId) => ({ mspId, ...member(mspId, 'orderer') }));
export const CONSENTERS = ORDERERS.map(({ mspId, name }, i) => ({
  id: i + 1,
  mspId,
  certificate: readP256Certificate(
    certificateOf(name, { units: ['orderer'], issuer: mspId === 'Gamma' ? 'ica Gamma' : `ca ${mspId}` }),
  ),
}));

/** What a bundle pins of this network. */
export const epoch = (over: Partial<Epoch> = {}): Epoch => ({
  configurations: [0],
  chaincode: CHAINCODE,
  policy: { need: 2, of: ['Alpha', 'Beta', 'Gamma'] },
  organisations: ORGANISATIONS,
  ordering: { by: 'quorum', consenters: CONSENTERS },
  ...over,
});

/** A proposal and what is answered to it; every member can be made wrong. */
export interface ProposalOptions {
  readonly type?: number;
  readonly channel?: string;
  readonly txId?: string;
  readonly called?: string;
  readonly announced?: string;
  readonly answering?: string;
  readonly hash?: Uint8Array;
  readonly status?: number;
  readonly returned?: string;
  readonly reads?: readonly { readonly key: string; readonly version: readonly [number, number] | null }[];
  readonly writes?: readonly { readonly key: string; readonly value: string | null }[];
  readonly endorsers?: readonly Actor[];
  readonly high?: boolean;
  readonly nonce?: string;
}

const chaincodeId = (name: string) => bytesField(2, utf8(name));

/** A proposal with the endorsements of `endorsers`. */
export function endorsedBy(options: ProposalOptions): Endorsed {
  const { type = 3, channel = CHANNEL, endorsers = [ALPHA, BETA, GAMMA], nonce = 'nonce', high = false } = options;
  const { called = CHAINCODE, announced = CHAINCODE, answering = CHAINCODE, status = 200, returned = '' } = options;
  const signatureHeader = concat(bytesField(1, CLIENT.identity), bytesField(2, utf8(nonce)));
  const txId = options.txId ?? toHex(nobleCrypto.sha256(concat(utf8(nonce), CLIENT.identity)));
  const channelHeader = concat(
    uintField(1, type),
    bytesField(4, utf8(channel)),
    bytesField(5, utf8(txId)),
    bytesField(7, bytesField(2, chaincodeId(announced))),
  );
  const proposal = bytesField(1, bytesField(1, bytesField(2, chaincodeId(called))));
  const set = concat(
    ...(options.reads ?? []).map(({ key, version }) =>
      messageField(
        1,
        concat(
          bytesField(1, utf8(key)),
          version ? messageField(2, concat(uintField(1, version[0]), uintField(2, version[1]))) : new Uint8Array(0),
        ),
      ),
    ),
    ...(options.writes ?? []).map(({ key, value }) =>
      messageField(3, concat(bytesField(1, utf8(key)), value === null ? uintField(2, 1) : bytesField(3, utf8(value)))),
    ),
  );
  const results = bytesField(2, concat(bytesField(1, utf8(answering)), bytesField(2, set)));
  const action = concat(
    bytesField(1, results),
    bytesField(3, concat(uintField(1, status), bytesField(3, utf8(returned)))),
    bytesField(4, chaincodeId(answering)),
  );
  const hash = options.hash ?? nobleCrypto.sha256(concat(channelHeader, signatureHeader, proposal));
  const response = concat(bytesField(1, hash), bytesField(2, action));
  const endorsements = endorsers.map((one) => endorse(one, response, high));
  return { channelHeader, signatureHeader, proposal, response, endorsements };
}

/** `common.Envelope` of an endorsed proposal, signed by the client. */
export function envelopeOf({ channelHeader, signatureHeader, proposal, response, endorsements }: Endorsed): Uint8Array {
  const endorsed = concat(
    bytesField(1, response),
    ...endorsements.map((one) => messageField(2, concat(bytesField(1, one.endorser), bytesField(2, one.signature)))),
  );
  const action = concat(
    bytesField(1, signatureHeader),
    bytesField(2, concat(bytesField(1, proposal), bytesField(2, endorsed))),
  );
  const payload = concat(
    bytesField(1, concat(bytesField(1, channelHeader), bytesField(2, signatureHeader))),
    bytesField(2, bytesField(1, action)),
  );
  return concat(bytesField(1, payload), bytesField(2, signAs(CLIENT.name, payload)));
}

/** What a chaincode does with a note. */
export interface NoteAt {
  readonly origin: string;
  readonly size: number;
  /** The whole note, with signatures. */
  readonly note: string;
}

export const keysOf = ({ origin, size }: NoteAt) => ({
  checkpoint: `checkpoint/${origin}/${size}`,
  latest: `latest/${origin}`,
});

/** How a block is signed. */
export interface BlockOptions {
  readonly number?: number;
  readonly index?: number;
  readonly entries?: readonly Uint8Array[];
  readonly configuration?: number;
  /** Of those who agree, signed beside the configuration. */
  readonly metadata?: Uint8Array;
  /** Numbers of the consenters that sign. */
  readonly signers?: readonly number[];
  /** Instead: the one orderer that signs. */
  readonly orderer?: Actor;
  readonly high?: boolean;
}

const PREVIOUS = nobleCrypto.sha256(utf8('the header before'));

function blockOf(envelope: Uint8Array, options: BlockOptions): FabricEvidence['block'] {
  const { number = 9, index = 0, configuration = 0, signers = [1, 2, 3, 4], orderer, high = false } = options;
  const entries = options.entries ?? [envelope];
  const metadata = bytesField(2, options.metadata ?? new Uint8Array(0));
  const value = concat(messageField(1, uintField(1, configuration)), metadata);
  const header = headerBytes({ number, previous: PREVIOUS }, dataHash(entries, nobleCrypto));
  const sign = (name: string, own: Uint8Array) => signAs(name, signedBytes(value, { header: own }, header), high);
  const quorum = (): OrderingProof => ({
    by: 'quorum',
    signatures: signers.map((id) => {
      const own = concat(uintField(1, id), bytesField(2, utf8(`nonce ${id}`)));
      const name = ORDERERS[id - 1]?.name ?? `nobody ${id}`;
      return { by: 'consenter', header: own, signature: sign(name, own), key: compressedPoint(publicKeyOf(name)) };
    }),
  });
  const one = (actor: Actor): OrderingProof => {
    const own = concat(bytesField(1, actor.identity), bytesField(2, utf8('nonce')));
    return { by: 'one', signature: { by: 'orderer', header: own, signature: sign(actor.name, own) } };
  };
  return { number, previous: PREVIOUS, entries, index, value, ordering: orderer ? one(orderer) : quorum() };
}

/** Everything about one checkpoint, right unless it is made wrong. */
export function networkEvidence(
  at: NoteAt,
  {
    channel = CHANNEL,
    transaction = {},
    read = {},
    block = {},
  }: {
    readonly channel?: string;
    readonly transaction?: ProposalOptions;
    readonly read?: ProposalOptions;
    readonly block?: BlockOptions & { readonly before?: readonly Uint8Array[] };
  } = {},
): FabricEvidence {
  const { checkpoint, latest } = keysOf(at);
  const writes: readonly (Omit<Write, 'value'> & { readonly value: string })[] = [
    { key: checkpoint, value: at.note },
    { key: latest, value: at.note },
  ];
  const written = endorsedBy({ channel, writes, ...transaction });
  const envelope = envelopeOf(written);
  const { before = [] } = block;
  const made = blockOf(envelope, { index: before.length, entries: [...before, envelope], ...block });
  const reads = [{ key: checkpoint, version: [made.number, made.index] as const }];
  return {
    channel,
    block: made,
    transaction: readEnvelope(made.entries[made.index] ?? envelope),
    read: endorsedBy({ channel, nonce: 'later', returned: at.note, reads, ...read }),
  };
}

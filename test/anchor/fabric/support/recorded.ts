/** What a real network of Hyperledger Fabric answered (test/vectors/fabric/README.md), read and put together. */
import { readFileSync } from 'node:fs';
import { type Block, readBlock } from '../../../../core/anchors/fabric/block.ts';
import { type Configuration, readConfiguration } from '../../../../core/anchors/fabric/configuration.ts';
import type { Epoch, Ordering } from '../../../../core/anchors/fabric/epochs.ts';
import type { FabricEvidence } from '../../../../core/anchors/fabric/evidence.ts';
import { gatherEvidence, readPrepared } from '../../../../core/anchors/fabric/gather.ts';
import { type Endorsed, readEnvelope } from '../../../../core/anchors/fabric/proposal.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { parseCheckpointText } from '../../../../core/formats/checkpoint.ts';
import { parseNoteText } from '../../../../core/formats/note.ts';

/** What the program that recorded it found. */
interface Expected {
  readonly verdict: string;
  readonly of?: string;
  readonly block?: {
    readonly in: string;
    readonly number: number;
    readonly headerHash: string;
    readonly lastConfig: number;
    readonly transactions: number;
    readonly index?: number;
    readonly signers: readonly { readonly id: number | null; readonly mspId: string; readonly ok: boolean }[];
  };
  readonly transaction?: {
    readonly channel: string;
    readonly txId: string;
    readonly chaincode: string;
    readonly status: number;
    readonly organisations: readonly string[];
    readonly endorsers: readonly string[];
    readonly reads: readonly string[];
    readonly writes: Readonly<Record<string, string>>;
    readonly response: string;
  };
}

const VECTORS = new URL('../../../vectors/fabric/', import.meta.url);
export const fileOf = (path: string) => new Uint8Array(readFileSync(new URL(path, VECTORS)));

export const EXPECTED: Readonly<Record<string, Expected>> = JSON.parse(
  readFileSync(new URL('expected.json', VECTORS), 'utf8'),
);
export const IDS = Object.keys(EXPECTED);

export const expectedOf = (id: string): Expected => EXPECTED[id] as Expected;

/** One copy of the block of a vector. */
export function blockOf(id: string, copy = 'block'): Block {
  return readBlock(fileOf(`${expectedOf(id).block?.in}/${copy}.pb`));
}

/** The endorsed proposal of a vector, from its block or as it was prepared. */
export function endorsedOf(id: string): Endorsed {
  const { block } = expectedOf(id);
  if (!block) return readPrepared(fileOf(`${id}/prepared-before-submit.pb`));
  return readEnvelope(blockOf(id).entries[block.index ?? 0] as Uint8Array);
}

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  'checkpoints 0': 'genesis',
  'checkpoints 61': 'config-block-checkpoints-61',
  'checkpoints 63': 'config-block-checkpoints-63',
  'checkpoints-raft 0': 'raft-genesis',
};

export const configurationBlock = (number: number, channel = 'checkpoints'): Block =>
  readBlock(fileOf(`config/${CONFIGURATIONS[`${channel} ${number}`]}.block`));

export const configurationOf = (number: number, channel = 'checkpoints'): Configuration =>
  readConfiguration(configurationBlock(number, channel));

/** What a bundle would pin of a configuration, for the policy of the chaincode. */
export function epochOfConfiguration(number: number, over: Partial<Epoch> = {}, channel = 'checkpoints'): Epoch {
  const { organisations, ordering } = configurationOf(number, channel);
  return {
    configurations: [number],
    chaincode: 'notary',
    policy: { need: 2, of: ['BankAMSP', 'SupplierMSP', 'CourtMSP'] },
    organisations: organisations.map(({ revocationLists: _, ...one }) => ({
      ...one,
      organisation: `the ${one.mspId}`,
      controller: one.mspId,
    })),
    ordering,
    ...over,
  };
}

/** The note that a transaction writes, as what a certificate would be about. */
export function subjectOf(id: string) {
  const [value = ''] = Object.values(expectedOf(id).transaction?.writes ?? {});
  const { text } = parseNoteText(value);
  return { noteText: text, checkpoint: parseCheckpointText(text) };
}

interface Gather {
  readonly read: string;
  readonly copies?: readonly string[];
  readonly ordering?: Ordering;
  readonly config?: number;
}

/** The evidence of a transaction and the statement of another vector. */
export function evidenceOf(id: string, { read, copies = ['block'], ordering, config }: Gather): FabricEvidence {
  const { transaction, block } = expectedOf(id);
  const channel = transaction?.channel ?? '';
  return gatherEvidence(
    {
      channel,
      copies: copies.map((copy) => blockOf(id, copy)),
      transaction: transaction?.txId ?? '',
      read: endorsedOf(read),
      ordering: ordering ?? configurationOf(config ?? block?.lastConfig ?? 0, channel).ordering,
    },
    nobleCrypto,
  );
}

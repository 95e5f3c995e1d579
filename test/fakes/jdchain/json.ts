/** How a node writes values of its contracts as JSON: names in order, bytes in Base58, absent where there is nothing. */
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { DATA_TYPE, LEDGER_DATA_STRUCTURE, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import { toBase64 } from '../../../core/formats/bytes.ts';

/** Members whose bytes are base64. */
const BASE64 = new Set(['bytes', 'ledgerSeed']);

const ENUMERATIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  executionState: TRANSACTION_STATE,
  type: DATA_TYPE,
  accountType: { DATA: 1, EVENT: 2, CONTRACT: 3 },
  participantNodeState: { READY: 0, CONSENSUS: 1, DEACTIVATED: 2 },
  identityMode: { KEYPAIR: 1, CA: 2 },
  ledgerDataStructure: LEDGER_DATA_STRUCTURE,
  rolesPolicy: { UNION: 0, INTERSECT: 1 },
  state: { NORMAL: 1, FREEZE: 2, REVOKE: 3 },
};

/** Lists that are absent when they are empty. */
const ABSENT_WHEN_EMPTY = new Set(['operationResults', 'derivedOperations', 'ledgerCertificates']);

/** The name of a code of an enumeration. */
export function nameOf(enumeration: string, code: number): string {
  const found = Object.entries(ENUMERATIONS[enumeration] ?? {}).find(([, known]) => known === code);
  if (!found) throw new Error(`no name for ${enumeration} ${code}`);
  return found[0];
}

function memberOf(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return BASE64.has(name) ? toBase64(value) : toBase58(value);
  if (typeof value === 'number' && Object.hasOwn(ENUMERATIONS, name)) return nameOf(name, value);
  return nodeJson(value);
}

const isAbsent = (name: string, value: unknown) =>
  value === null || value === undefined || (ABSENT_WHEN_EMPTY.has(name) && (value as readonly unknown[]).length === 0);

/** A value as the members of JSON that a node answers. */
export function nodeJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase58(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(nodeJson);
  if (typeof value !== 'object' || value === null) return value;
  const { contract, ...members } = value as Readonly<Record<string, unknown>>;
  const written = Object.entries(members)
    .filter(([name, member]) => !isAbsent(name, member))
    .map(([name, member]): [string, unknown] => [name, memberOf(name, member)]);
  const type: [string, unknown][] = contract ? [['@type', `com.jd.blockchain.ledger.${String(contract)}`]] : [];
  return Object.fromEntries([...type, ...written].sort(([a], [b]) => (a < b ? -1 : 1)));
}

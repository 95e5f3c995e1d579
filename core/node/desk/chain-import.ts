/** Connections that are added: what files and answers come to, their secrets, and all of it as data for a window. */
import { NotaryError } from '../../errors.ts';
import { checkCode } from '../../formats/check-code.ts';
import { keyFingerprint, parseVerifierKey } from '../../formats/note.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { Bilingual } from '../../words/words.ts';
import type { ImportingDesk } from '../connectors/foreign/import.ts';
import {
  type ImportedConnection,
  type ImportPlan,
  type NewSecret,
  planImport,
  readForeignFiles,
} from '../connectors/foreign/plan.ts';
import type { ChainHealth } from '../connectors/health.ts';
import {
  type Connection,
  type ConnectionKinds,
  chainOf,
  nameOf,
  type Row,
  type Secrets,
  secretName,
  type TestStep,
} from '../connectors/kind.ts';
import { failed, passed, same } from '../connectors/steps.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { ChainPlan, ChainWish } from './connect-types.ts';
import type { ChainCandidate } from './types.ts';

/** Reads the files and plans. Throws what `readForeignFiles` and `planImport` throw. */
export function planOf({ paths, answers }: ChainWish, desk: ImportingDesk, kinds: ConnectionKinds): ImportPlan {
  return planImport(readForeignFiles(paths), answers, desk, kinds);
}

/** The connection of a plan that leaves nothing open. Throws `bad-input`. */
export function madeIn(plan: ImportPlan): ImportedConnection {
  if (plan.state === 'ready') return plan.made;
  throw new NotaryError('bad-input', `the files cannot be added: ${plan.state}`, { reason: 'import-open' });
}

/** Whether a connection is to a test network. */
export const isDemoConnection = (connection: Connection): boolean => chainOf(connection)?.demo === true;

function candidateOf({ connection, fingerprint }: ImportedConnection, title: Bilingual): ChainCandidate {
  const { id: name, trust: bundle, rows, members } = connection;
  const keys = [...(connection.keys ?? []), ...keysIn(bundle)];
  const code = checkCode(fingerprint);
  return { name, title, demo: isDemoConnection(connection), bundle, keys, fingerprint, rows, members, code };
}

/** Keys of logs and witnesses in a bundle by their fingerprints: one of ML-DSA-44 has two pages. */
function keysIn({ logs, witnesses }: TrustBundle): readonly Row[] {
  const held = [
    ...logs.flatMap(({ organisation, keys }) => keys.map(({ vkey }) => ({ organisation, vkey }))),
    ...witnesses,
  ];
  return held.map(({ organisation, vkey }) => ({
    label: same(organisation),
    value: keyFingerprint(parseVerifierKey(vkey, nodeCrypto), nodeCrypto),
    form: 'code',
  }));
}

/** The plan as data. */
export function shownPlan(plan: ImportPlan): ChainPlan {
  if (plan.state === 'unknown') return plan;
  const { state, kind, files } = plan;
  if (state === 'refused') return { state, title: kind.title, files, says: plan.says };
  const made = state === 'ready' ? plan.made : null;
  return {
    state,
    title: kind.title,
    files,
    questions: plan.questions.map(({ check: _, ...question }) => question),
    faults: plan.faults,
    missing: plan.missing,
    candidate: made && candidateOf(made, kind.title),
    secrets: made?.secrets.length ?? 0,
  };
}

/** Health as steps, for kinds that have none of their own. */
export function healthSteps(health: readonly ChainHealth[]): readonly TestStep[] {
  return health.map(({ organisation, url, reachable, height, delay }) => {
    const away = { zh: `${url} 没有应答`, en: `${url} does not answer` };
    return {
      label: same(organisation),
      ...(reachable ? passed(answered(height, delay ?? 0)) : failed(away)),
      error: null,
    };
  });
}

function answered(height: number | null, delay: number): Bilingual {
  const at = height === null ? { zh: '', en: '' } : { zh: `高度 ${height}，`, en: `height ${height}, ` };
  return { zh: `${at.zh}${delay} 毫秒内应答`, en: `${at.en}answers in ${delay} ms` };
}

/** Secrets of a home that can be changed. */
export interface SecretStore extends Secrets {
  names(): readonly string[];
  write(name: string, value: Uint8Array): void;
  delete(name: string): boolean;
}

/** Secrets as they would be with these beside them. */
export function withSecrets(kept: Secrets, added: readonly NewSecret[]): Secrets {
  return { read: (name) => added.find((one) => one.name === name)?.value ?? kept.read(name) };
}

/** Seals secrets before `store` keeps what needs them; when it throws, they are as they were. Throws what either throws. */
export function keepSecrets(kept: SecretStore, added: readonly NewSecret[], store: () => void): void {
  const before = added.map(({ name }) => ({ name, value: kept.read(name) }));
  try {
    for (const { name, value } of added) kept.write(name, value);
    store();
  } catch (error) {
    for (const { name, value } of before) {
      if (value) kept.write(name, value);
      else kept.delete(name);
    }
    throw error;
  }
}

/** Deletes the secrets of a connection, except the key under which others have registered this desk. */
export function forgetSecrets(kept: SecretStore, connection: Pick<Connection, 'kind' | 'id'>, key?: string): void {
  const name = nameOf(connection);
  const registered = key === undefined ? null : secretName(connection, key);
  const own = kept.names().filter((one) => one === name || one.startsWith(`${name}:`));
  for (const one of own) if (one !== registered) kept.delete(one);
}

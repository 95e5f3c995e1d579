/** Tries a consortium step by step: what works, and what to do about the rest. Nothing is written. */
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import type { ConsortiumFile, NamedEndpoint } from '../../cometbft/consortium-file.ts';
import { Rpc } from '../../cometbft/rpc.ts';
import { isTlsFailure } from '../../network/failures.ts';
import type { TellSteps, TestRequest, TestStep } from '../kind.ts';
import { failed, notRun, passed, runSteps, STEP_LABELS, type StepResult, same } from '../steps.ts';
import { askLatest } from './application-answers.ts';
import { findBase, refusal } from './base.ts';
import { Members } from './members.ts';
import { quorumOfFile } from './quorum.ts';

/** The consortium that is tried. */
export interface TriedConsortium {
  readonly file: ConsortiumFile;
  readonly crypto: Crypto;
  /** How long one node may take to answer, in milliseconds. */
  readonly timeout?: number;
}

/** What one member's node said. */
interface Said {
  readonly endpoint: NamedEndpoint;
  /** Of the chain that it says it serves; null when it did not answer. */
  readonly chain: string | null;
  readonly error: unknown;
}

async function ask(endpoint: NamedEndpoint, timeout: number): Promise<Said> {
  try {
    return { endpoint, chain: (await new Rpc(endpoint, timeout).status()).chain, error: null };
  } catch (error) {
    return { endpoint, chain: null, error };
  }
}

const reasonOf = ({ error }: Said) => (error instanceof NotaryError ? error.details.reason : undefined);
const isUntrusted = (said: Said) => isTlsFailure(reasonOf(said));
const namesOf = (said: readonly Said[]) => said.map(({ endpoint }) => endpoint.organisation);

/** How many nodes must be well, and how many there are. */
function needOf(file: ConsortiumFile): number {
  const quorum = quorumOfFile(file);
  const all = file.endpoints.length;
  return quorum ? Math.max(1, quorum.need - (quorum.all - all)) : 1;
}

/** Passed with those that are left out named; failed when fewer than `need` are well, with the error of the first that is not. */
function enough(well: readonly Said[], not: readonly Said[], need: number): StepResult {
  const all = well.length + not.length;
  if (well.length < need) throw not[0]?.error ?? new NotaryError('anchor-unavailable', 'no member answers');
  if (not.length === 0) return passed({ zh: `${all} 个成员节点`, en: `${all} members' nodes` });
  const names = namesOf(not);
  return passed({
    zh: `${all} 个成员节点中 ${well.length} 个；不包括：${names.join('、')}`,
    en: `${well.length} of ${all} members' nodes; not: ${names.join(', ')}`,
  });
}

/** See the head of this file. Throws only defects. */
export async function testConsortium(
  { file, crypto, timeout = 5000 }: TriedConsortium,
  { origin, request, confirmed }: TestRequest,
  tell?: TellSteps,
): Promise<readonly TestStep[]> {
  const need = needOf(file);
  const members = new Members(file.endpoints, timeout);
  let said: readonly Said[] = [];
  const address = async () => {
    said = await Promise.all(file.endpoints.map((endpoint) => ask(endpoint, timeout)));
    const isReached = (one: Said) => one.error === null || isUntrusted(one);
    return enough(
      said.filter(isReached),
      said.filter((one) => !isReached(one)),
      need,
    );
  };
  const tls = async () => {
    if (file.endpoints.every(({ url }) => url.startsWith('http:'))) return notRun(PLAIN);
    const answered = said.filter(({ error }) => error === null);
    return enough(answered, said.filter(isUntrusted), need);
  };
  const chain = async () => {
    const other = said.find((one) => one.chain !== null && one.chain !== file.chain);
    return other ? failed(otherChain(other)) : passed(same(file.chain));
  };
  const registered = async () => {
    const latest = (await members.ask((rpc) => askLatest(rpc, origin))).filter((one) => one?.registered);
    if (latest.length < members.believable) throw refusal('unknown-log', 'the members have not registered this desk');
    const size = Math.max(...latest.map((one) => one?.size ?? 0));
    return passed({ zh: `已确认至第 ${size} 条`, en: `confirmed up to entry ${size}` });
  };
  const writes = async () => {
    if (!request) return notRun(NOTHING);
    const base = await findBase(members, {
      request,
      confirmed: Math.min(confirmed ?? 0, request.checkpoint.size),
      crypto,
    });
    return passed({
      zh: `可自第 ${base} 条续写（测试未写入）`,
      en: `from entry ${base} on (nothing was written to try it)`,
    });
  };
  return runSteps(
    [
      { label: STEP_LABELS.address, run: address },
      { label: STEP_LABELS.tls, run: tls },
      { label: STEP_LABELS.chain, run: chain },
      { label: STEP_LABELS.registered, run: registered },
      { label: STEP_LABELS.writes, run: writes },
    ],
    tell,
  );
}

const PLAIN = { zh: '在本机，不需要', en: 'on this machine; not needed' };
const NOTHING = {
  zh: '本存证台尚未封存任何内容，无从测试；封存后再试。',
  en: 'This desk has sealed nothing yet to try it with; seal something and test again.',
};

function otherChain({ endpoint, chain }: Said) {
  const { organisation } = endpoint;
  return {
    zh: `${organisation} 的节点属于另一条链 ${chain}，请核对连接文件。`,
    en: `The node of ${organisation} serves another chain, ${chain}. Check the connection file.`,
  };
}

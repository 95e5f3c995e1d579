/**
 * How this desk reaches others: set, shown and tried. All of it is one secret of the home, so that neither the password nor
 * the proxy to which it is sent, nor a CA, can be read or exchanged without the desk's keys.
 */
import { NotaryError } from '../../errors.ts';
import type { Bilingual } from '../../words/words.ts';
import type { TellSteps, TestStep } from '../connectors/kind.ts';
import { notRun, passed, runSteps, STEP_LABELS, type Step, same } from '../connectors/steps.ts';
import { failureDetail } from '../network/failures.ts';
import {
  bareHost,
  type HttpProxy,
  isExcepted,
  type ProxyCredentials,
  setOutgoing,
  wayTo,
} from '../network/outgoing.ts';
import { reach, reachTls } from '../network/reach.ts';
import {
  certificatesIn,
  checkCredentials,
  NETWORK_LIMITS,
  type NetworkSettings,
  networkBytes,
  parseNetwork,
  readCaFile,
  readException,
  readProxyAddress,
  subjectOf,
  untilOf,
} from '../network/settings.ts';
import { hostAndPort, reachProxy, type TunnelTarget } from '../network/tunnel.ts';
import { faultOf } from '../system/fault.ts';
import { isLoopback } from '../system/loopback.ts';
import type { SecretStore } from './chain-import.ts';
import type { NetworkStatus, NetworkWish, ProxyWish } from './network-types.ts';

/** The name of the secret. */
const NAME = 'network';
/** How long each step of trying may take, in milliseconds. */
const TIMEOUT = 10_000;

const NONE: NetworkSettings = { proxy: null, ca: null };

/** What the settings of the network need from the desk. */
export interface NetworkDependencies {
  readonly secrets: SecretStore;
  readonly clock: { now(): number };
  /** Called after a change: a good moment to ask again. */
  onChange(): void;
}

/** See the head of this file. It holds for the whole process until it is closed. */
export class NetworkDesk {
  readonly #dependencies: NetworkDependencies;
  #close: () => void = () => {};

  constructor(dependencies: NetworkDependencies) {
    this.#dependencies = dependencies;
    this.#use();
  }

  /** What is set. */
  get status(): NetworkStatus {
    const { settings, problem } = this.#read();
    const { proxy, ca } = settings;
    const now = this.#dependencies.clock.now();
    return {
      proxy: proxy && {
        address: `http://${hostAndPort(proxy)}`,
        exceptions: proxy.exceptions,
        user: proxy.credentials?.user ?? null,
      },
      cas: certificatesIn(ca ?? '').map((one) => ({
        subject: subjectOf(one),
        fingerprint: one.fingerprint256.replaceAll(':', '').toLowerCase(),
        until: untilOf(one),
        expired: Date.parse(one.validTo) < now,
      })),
      problem: problem && faultOf(problem),
    };
  }

  /** Sets what the wish names; the rest stays. Throws `bad-input` before anything is changed, and `write-failed`. */
  change({ proxy, ca }: NetworkWish): NetworkStatus {
    const { secrets, clock, onChange } = this.#dependencies;
    const { settings } = this.#read();
    const changed: NetworkSettings = {
      proxy: proxy === undefined ? settings.proxy : proxy && proxyOf(proxy, settings.proxy),
      ca: ca === undefined ? settings.ca : ca && readCaFile(ca, clock.now()),
    };
    if (changed.proxy || changed.ca) secrets.write(NAME, networkBytes(changed));
    else secrets.delete(NAME);
    this.#use();
    onChange();
    return this.status;
  }

  /**
   * Goes the way to an address (`host:port`, also with `https://` before it) step by step. Throws `bad-input` for what is none.
   */
  try(address: string, tell?: TellSteps): Promise<readonly TestStep[]> {
    return runSteps(stepsTo(targetOf(address), this.#read().settings.proxy), tell);
  }

  close(): void {
    this.#close();
  }

  #use(): void {
    const { settings, problem } = this.#read();
    this.#close();
    this.#close = setOutgoing(problem ? { ...settings, proxy: 'unknown' } : settings);
  }

  #read(): { readonly settings: NetworkSettings; readonly problem: NotaryError | null } {
    const unread = (cause?: unknown) => ({
      settings: NONE,
      problem: new NotaryError('anchor-unavailable', 'network settings', { reason: 'proxy-settings' }, cause),
    });
    try {
      const bytes = this.#dependencies.secrets.read(NAME);
      const settings = bytes ? parseNetwork(bytes) : NONE;
      return settings ? { settings, problem: null } : unread();
    } catch (error) {
      if (error instanceof NotaryError) return unread(error);
      throw error;
    }
  }
}

function proxyOf(wish: ProxyWish, before: HttpProxy | null): HttpProxy {
  const at = readProxyAddress(wish.address);
  const exceptions = [...new Set(wish.exceptions.map(readException))];
  if (exceptions.length > NETWORK_LIMITS.exceptions)
    throw new NotaryError('bad-input', 'too many exceptions', { reason: 'too-many' });
  return { ...at, exceptions, credentials: wish.user === null ? null : credentialsOf(wish.user, wish, at, before) };
}

/** The password stays where nobody else would get it: with the same user at the same proxy. */
function credentialsOf(
  user: string,
  { password }: ProxyWish,
  { host, port }: TunnelTarget,
  before: HttpProxy | null,
): ProxyCredentials {
  const isSame = before?.host === host && before.port === port && before.credentials?.user === user;
  const known = password ?? (isSame ? before?.credentials?.password : undefined) ?? '';
  checkCredentials(user, known);
  return { user, password: known };
}

function targetOf(typed: string): TunnelTarget {
  const url = /^[a-z]+:\/\//i.test(typed) ? typed.replace(/^grpcs:/i, 'https:') : `https://${typed}`;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '')
    throw new NotaryError('bad-input', 'not an address to try', { reason: 'network-target' });
  return { host: bareHost(parsed.hostname), port: Number(parsed.port || 443) };
}

const LABELS = {
  way: { zh: '连接方式', en: 'the way there' },
  proxy: { zh: '可以连接代理', en: 'the proxy can be reached' },
  tunnel: { zh: '代理放行到该地址', en: 'the proxy opens the way to the address' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const DIRECTLY = {
  loopback: { zh: '直接连接：本机地址不经过代理', en: 'directly: this machine is never reached through a proxy' },
  excepted: { zh: '直接连接：属于例外地址', en: 'directly: it is one of the exceptions' },
  none: { zh: '直接连接：未设置代理', en: 'directly: no proxy is set' },
} as const satisfies Readonly<Record<string, Bilingual>>;

function directlyBecause({ host }: TunnelTarget, proxy: HttpProxy | null): Bilingual {
  if (isLoopback(host)) return DIRECTLY.loopback;
  return proxy && isExcepted(host, proxy.exceptions) ? DIRECTLY.excepted : DIRECTLY.none;
}

const signedBy = (issuer: string): Bilingual => ({ zh: `签发者：${issuer}`, en: `signed by ${issuer}` });
const through = (at: string): Bilingual => ({ zh: `经代理 ${at}`, en: `through the proxy ${at}` });

/** What is tried, in its order. */
function stepsTo(target: TunnelTarget, set: HttpProxy | null): readonly Step[] {
  const endpoint = hostAndPort(target);
  const trying = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const details = { endpoint, ...failureDetail(error) };
      throw new NotaryError('anchor-unavailable', `${endpoint}: ${(error as Error).message}`, details, error);
    }
  };
  const proxy = () => trying(async () => wayTo(target.host));
  return [
    {
      label: LABELS.way,
      run: async () => {
        const way = await proxy();
        return passed(way ? through(hostAndPort(way)) : directlyBecause(target, set));
      },
    },
    {
      label: LABELS.proxy,
      run: async () => {
        const way = await proxy();
        if (!way) return notRun();
        await trying(async () => (await reachProxy(way, AbortSignal.timeout(TIMEOUT))).destroy());
        return passed(same(hostAndPort(way)));
      },
    },
    {
      label: set ? LABELS.tunnel : STEP_LABELS.address,
      run: async () => {
        await trying(() => reach(target, TIMEOUT));
        return passed(same(endpoint));
      },
    },
    {
      label: STEP_LABELS.tls,
      run: async () => passed(signedBy(await trying(() => reachTls(target, TIMEOUT)))),
    },
  ];
}

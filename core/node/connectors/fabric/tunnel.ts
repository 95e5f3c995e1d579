/**
 * gRPC through the proxy of the desk. grpc-js itself knows proxies only by environment variables of the whole process, hides
 * why they refuse and waits for them without end: so its channel goes to the proxy's address, and what it calls securing the
 * connection begins with the tunnel (core/node/network/tunnel.ts) and goes on with TLS to the node through it.
 */
import { ChannelCredentials } from '@grpc/grpc-js';
import { bareHost, type HttpProxy, wayTo } from '../../network/outgoing.ts';
import { ProxyFailure } from '../../network/proxy-failure.ts';
import { hostAndPort, type TunnelTarget, tunnelOver } from '../../network/tunnel.ts';
import { type FabricNode, hostOf } from './connection-file.ts';

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>;
type Arguments = Parameters<ChannelCredentials['_createSecureConnector']>;

/** How long a proxy may take to open the way, in milliseconds. */
const TIMEOUT = 10_000;

/** What came of the newest tunnel to each node, because gRPC tells only that there was no connection. */
const outcomes = new Map<string, ProxyFailure | 'open'>();

/** Credentials of a channel whose address is that of a proxy. */
export class TunnelCredentials extends ChannelCredentials {
  readonly #inner: ChannelCredentials;
  readonly #proxy: HttpProxy;
  readonly #target: TunnelTarget;

  constructor(inner: ChannelCredentials, proxy: HttpProxy, target: TunnelTarget) {
    super();
    this.#inner = inner;
    this.#proxy = proxy;
    this.#target = target;
    outcomes.delete(hostAndPort(target));
  }

  override _isSecure(): boolean {
    return this.#inner._isSecure();
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(_address: Arguments[0], ...more: [Arguments[1], Arguments[2]?]): SecureConnector {
    const authority = hostAndPort(this.#target);
    const inner = this.#inner._createSecureConnector({ scheme: 'dns', path: authority }, ...more);
    return {
      connect: async (socket) => inner.connect(await this.#tunnel(socket, authority)),
      waitForReady: () => inner.waitForReady(),
      getCallCredentials: () => inner.getCallCredentials(),
      destroy: () => inner.destroy(),
    };
  }

  async #tunnel(socket: Parameters<SecureConnector['connect']>[0], authority: string) {
    try {
      const tunnel = await tunnelOver(socket, this.#proxy, this.#target, AbortSignal.timeout(TIMEOUT));
      outcomes.set(authority, 'open');
      return tunnel;
    } catch (error) {
      if (error instanceof ProxyFailure) outcomes.set(authority, error);
      throw error;
    }
  }
}

/** Why there was no tunnel to a node that could not be reached, by its address; null when the proxy is not to blame. */
export function tunnelFailure(url: string): ProxyFailure | null {
  const target = tunnelTargetOf({ url });
  const proxy = proxyOrFailure(target.host);
  if (!proxy || proxy instanceof ProxyFailure) return proxy;
  const outcome = outcomes.get(hostAndPort(target));
  if (outcome instanceof ProxyFailure) return outcome;
  const at = hostAndPort(proxy);
  return outcome === 'open' ? null : new ProxyFailure('proxy-unreachable', at, `the proxy ${at} cannot be reached`);
}

function proxyOrFailure(host: string): HttpProxy | ProxyFailure | null {
  try {
    return wayTo(host);
  } catch (error) {
    if (error instanceof ProxyFailure) return error;
    throw error;
  }
}

/** Host and port of a node. */
export function tunnelTargetOf(node: Pick<FabricNode, 'url'>): TunnelTarget {
  return { host: bareHost(hostOf(node)), port: Number(node.url.slice(node.url.lastIndexOf(':') + 1)) };
}

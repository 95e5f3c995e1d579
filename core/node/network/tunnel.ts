/**
 * A connection through an HTTP proxy (CONNECT, RFC 9110, section 9.3.6). Written here and not taken from a library, because
 * three things have to hold: a refusal of the proxy is never read as the answer of the other side, the proxy's answer is
 * bounded in bytes and time, and no socket is left behind.
 */
import { type IncomingMessage, request } from 'node:http';
import { connect, isIPv6, type Socket } from 'node:net';
import type { HttpProxy, ProxyCredentials } from './outgoing.ts';
import { ProxyFailure, type ProxyReason } from './proxy-failure.ts';

/** Bytes of the longest head of a proxy's answer. */
const HEAD = 16 * 1024;

/** The other side. */
export interface TunnelTarget {
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Host and port as an address writes them. */
export const hostAndPort = ({ host, port }: TunnelTarget): string => `${isIPv6(host) ? `[${host}]` : host}:${port}`;

function basic({ user, password }: ProxyCredentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function reasonOfStatus(status: number): ProxyReason {
  if (status === 407) return 'proxy-credentials';
  return status >= 500 && status <= 599 ? 'proxy-target' : 'proxy-refused';
}

/** Calls when the signal aborts, or at once when it has. Returns what ends that. */
function onAbort(signal: AbortSignal, call: () => void): () => void {
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
  return () => signal.removeEventListener('abort', call);
}

/** Connects to the proxy. Rejects with `ProxyFailure`. */
export function reachProxy(proxy: HttpProxy, signal: AbortSignal): Promise<Socket> {
  const at = hostAndPort(proxy);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: proxy.host, port: proxy.port });
    const fail = (message: string, cause?: unknown) => {
      stop();
      socket.destroy();
      reject(new ProxyFailure('proxy-unreachable', at, message, cause));
    };
    const stop = onAbort(signal, () => fail(`the proxy ${at} does not answer in time`));
    socket.once('error', (error) => fail(error.message, error));
    socket.once('connect', () => {
      stop();
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** Opens a tunnel; what comes of it afterwards is no matter of the signal. Rejects with `ProxyFailure`. */
export async function openTunnel(proxy: HttpProxy, target: TunnelTarget, signal: AbortSignal): Promise<Socket> {
  return tunnelOver(await reachProxy(proxy, signal), proxy, target, signal);
}

/** The same over a connection to the proxy, which is closed when there is no tunnel. */
export function tunnelOver(
  socket: Socket,
  proxy: HttpProxy,
  target: TunnelTarget,
  signal: AbortSignal,
): Promise<Socket> {
  const [at, authority] = [hostAndPort(proxy), hostAndPort(target)];
  return new Promise((resolve, reject) => {
    const fail = (reason: ProxyReason, message: string, cause?: unknown) => {
      stop();
      socket.destroy();
      reject(new ProxyFailure(reason, at, message, cause));
    };
    const call = request({
      method: 'CONNECT',
      path: authority,
      headers: {
        host: authority,
        ...(proxy.credentials ? { 'proxy-authorization': basic(proxy.credentials) } : {}),
      },
      createConnection: () => socket,
      maxHeaderSize: HEAD,
    });
    const stop = onAbort(signal, () => fail('proxy-timeout', `the proxy ${at} opens no way to ${authority} in time`));
    call.once('connect', ({ statusCode: status = 0 }: IncomingMessage, tunnel: Socket, head: Buffer) => {
      if (status < 200 || status > 299)
        return fail(reasonOfStatus(status), `the proxy ${at} answers ${status} to CONNECT ${authority}`);
      stop();
      if (head.length > 0) tunnel.unshift(head);
      resolve(tunnel);
    });
    call.on('error', (error) => fail('proxy-other', error.message, error));
    call.end();
  });
}

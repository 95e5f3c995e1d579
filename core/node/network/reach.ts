/** Whether an address can be reached at all, before anything is said there. */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { trustedCas, wayTo } from './outgoing.ts';
import { openTunnel, type TunnelTarget } from './tunnel.ts';

/** Connects, through the proxy where there is one to it, and hangs up. Rejects with what Node throws, or `ProxyFailure`. */
export async function reach(target: TunnelTarget, timeout: number): Promise<void> {
  (await open(target, AbortSignal.timeout(timeout))).destroy();
}

/**
 * The same with TLS, judged by the CAs that the system and the desk know. Gives who signed the server's certificate, on one
 * line.
 */
export async function reachTls(target: TunnelTarget, timeout: number): Promise<string> {
  const signal = AbortSignal.timeout(timeout);
  const socket = await open(target, signal);
  const { host } = target;
  const ca = trustedCas(null);
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }), ...(ca ? { ca } : {}) });
    const stop = () => secure.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    secure.once('error', reject);
    secure.once('close', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('the connection ended during the handshake'));
    });
    secure.once('secureConnect', () => {
      resolve((secure.getPeerX509Certificate()?.issuer ?? '').split('\n').reverse().join(', '));
      secure.destroy();
    });
  });
}

async function open(target: TunnelTarget, signal: AbortSignal): Promise<Socket> {
  const proxy = wayTo(target.host);
  return proxy ? openTunnel(proxy, target, signal) : directly(target, signal);
}

function directly({ host, port }: TunnelTarget, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

/** Why nobody could be reached, in English, by `details.reason` (core/node/network/failures.ts). */
import type { ErrorDetails, ErrorWords } from '../types.ts';

const safe = 'The sealed records are kept; it is asked again automatically.';

const at = ({ endpoint }: ErrorDetails) => (endpoint === undefined ? 'the other side' : `${endpoint}`);

const proxy = ({ proxy: address }: ErrorDetails) => `${address}`;

/** The words of each reason. */
export const networkErrors: Readonly<Record<string, (details: ErrorDetails) => ErrorWords>> = {
  'net-name': (d) => ({
    happened: `The name of the host is not known: ${at(d)}.`,
    safe,
    next: 'Check how the address is written, and the network of this device.',
  }),
  'net-refused': (d) => ({
    happened: `Nothing answers at this port: ${at(d)}.`,
    safe,
    next: 'Check the port, or ask whether the service is running.',
  }),
  'net-timeout': (d) => ({
    happened: `No answer in time: ${at(d)}.`,
    safe,
    next: 'Check the address. Often a firewall is in the way: ask your network’s administrator.',
  }),
  'net-unreachable': (d) => ({
    happened: `There is no way to ${at(d)} in this network.`,
    safe,
    next: 'Check the network of this device, or its VPN.',
  }),
  'tls-ca': (d) => ({
    happened: `The TLS certificate of ${at(d)} is signed by a CA that is not trusted.`,
    safe,
    next: 'If the other side has a CA of its own, ask for that CA’s certificate (PEM), and have it in the connection file. If a device in your network decrypts traffic, its administrator has to except this address. Otherwise do not go on, and tell the other side.',
  }),
  'tls-expired': (d) => ({
    happened: `The TLS certificate of ${at(d)} has expired or is not valid yet.`,
    safe,
    next: 'Check the date of this device first; if it is right, the other side has to renew the certificate.',
  }),
  'tls-name': (d) => ({
    happened: `The TLS certificate of ${at(d)} is for another host.`,
    safe,
    next: 'Check the address; if it is right, the other side needs a certificate that names this host.',
  }),
  'tls-other': (d) => ({
    happened: `No TLS connection could be made to ${at(d)}.`,
    safe,
    next: 'Check whether that port speaks TLS (https). GMTLS is not supported: standard TLS has to be put in front of it.',
  }),
  'proxy-settings': () => ({
    happened: 'The network settings of this desk cannot be read, so it connects to nobody.',
    safe,
    next: 'Set the proxy again in the settings under “Network” (notary network set), or take it away (notary network direct).',
  }),
  'proxy-unreachable': (d) => ({
    happened: `The proxy cannot be reached: ${proxy(d)}.`,
    safe,
    next: 'Check its address and port in the settings under “Network”, and whether this device is in the network that has it.',
  }),
  'proxy-timeout': (d) => ({
    happened: `The proxy ${proxy(d)} opened no way to ${at(d)} in time.`,
    safe,
    next: 'Ask the administrator of the proxy whether it can reach this address.',
  }),
  'proxy-credentials': (d) => ({
    happened: `The proxy ${proxy(d)} does not accept the user and password, or wants some (407).`,
    safe,
    next: 'Set user and password of the proxy again in the settings under “Network” (notary network set). Only Basic is supported; ask its administrator if it wants another way.',
  }),
  'proxy-refused': (d) => ({
    happened: `The proxy ${proxy(d)} does not let this desk through to ${at(d)}.`,
    safe,
    next: 'Ask the administrator of the proxy to allow this address and port.',
  }),
  'proxy-target': (d) => ({
    happened: `The proxy ${proxy(d)} itself cannot reach ${at(d)}.`,
    safe,
    next: 'Check how the address is written; if it is right, tell the administrator of the proxy.',
  }),
  'proxy-other': (d) => ({
    happened: `What answers at ${proxy(d)} is no HTTP proxy.`,
    safe,
    next: 'Check address and port: an HTTP proxy is needed, neither SOCKS nor one that itself is reached by https.',
  }),
};

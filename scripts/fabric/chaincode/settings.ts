/** How the chaincode's server is told what to do: the variables that fabric-shim's own command reads. */
import { readFileSync } from 'node:fs';
import type { ChaincodeServerOpts } from 'fabric-shim';
import { isLoopback } from '../../../core/node/system/loopback.ts';
import { Trouble } from '../../lib/project.ts';

/** A peer hands over proposals of this many bytes at most; a bound below it would end the connection. */
const MESSAGE_BYTES = 100 * 1024 * 1024;
const ADDRESS = /^(\[[0-9a-f:]+\]|[^:\s]+):(\d{1,5})$/i;
const PACKAGE_ID = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*:[0-9a-f]{64}$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** The host of `host:port`. Throws {@link Trouble}. */
export function hostOf(address: string): string {
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new Trouble(`"${address}" is no address: it is written host:port.`);
  return host;
}

function needed(env: Environment, name: string, what: string): string {
  const value = env[name];
  if (!value) throw new Trouble(`${name} is not set: ${what}.`);
  return value;
}

function fileOf(env: Environment, name: string, what: string): Buffer {
  const path = needed(env, name, what);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Trouble(`${name}: ${(error as Error).message}`);
  }
}

/** Options of the server. What peers send is in clear text only on this machine. Throws {@link Trouble}. */
export function serverOptions(env: Environment): ChaincodeServerOpts {
  const address = needed(env, 'CHAINCODE_SERVER_ADDRESS', 'the address to listen on, host:port');
  const ccid = needed(env, 'CHAINCODE_ID', 'the package id that "peer lifecycle chaincode install" printed');
  if (!PACKAGE_ID.test(ccid)) throw new Trouble(`CHAINCODE_ID: "${ccid}" is no package id (label:SHA-256).`);
  const options = { ccid, address, 'grpc.max_receive_message_length': MESSAGE_BYTES };
  const isPlain = !env.CHAINCODE_TLS_KEY_FILE && !env.CHAINCODE_TLS_CERT_FILE;
  if (isPlain && !isLoopback(hostOf(address)))
    throw new Trouble(
      `${address} is not this machine alone: set CHAINCODE_TLS_KEY_FILE and CHAINCODE_TLS_CERT_FILE, or listen on 127.0.0.1.`,
    );
  hostOf(address);
  // fabric-shim takes options without TLS, but its types do not
  if (isPlain) return options as ChaincodeServerOpts;
  const key = fileOf(env, 'CHAINCODE_TLS_KEY_FILE', "the server's private key, PEM");
  const cert = fileOf(env, 'CHAINCODE_TLS_CERT_FILE', "the server's certificate, PEM");
  return { ...options, tlsProps: { key, cert } as ChaincodeServerOpts['tlsProps'] };
}

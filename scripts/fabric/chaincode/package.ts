/**
 * What administrators get: the chaincode as one program with its licences, and the package to install on peers, which
 * only says where that program listens.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utf8 } from '../../../core/formats/bytes.ts';
import { isLoopback } from '../../../core/node/system/loopback.ts';
import { LICENCES, NOTICES, noticesOf, type ShippedPackage } from '../../build/notices.ts';
import { projectRoot, Trouble } from '../../lib/project.ts';
import { hostOf } from './settings.ts';
import { gzipStored, tarOf } from './tar.ts';

export const PROGRAM = 'notary-chaincode.cjs';
const LABEL = /^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*$/;

/** Where a peer finds the chaincode's server. */
export interface ServerAddress {
  /** `host:port`. */
  readonly address: string;
  /** PEM of the authority of its TLS certificate; null for clear text, only on the peer's own machine. */
  readonly rootCertificate: string | null;
}

/** A package of `peer lifecycle chaincode install`. */
export interface Package {
  readonly bytes: Uint8Array;
  /** What the peer will call it: label and SHA-256. */
  readonly id: string;
}

const json = (value: object) => utf8(`${JSON.stringify(value)}\n`);

/** The package for chaincode as a service. Throws {@link Trouble} for a label or an address that is none. */
export function packageOf(label: string, { address, rootCertificate }: ServerAddress): Package {
  if (!LABEL.test(label) || label.length > 64) throw new Trouble(`"${label}" is no label for a chaincode.`);
  if (rootCertificate === null && !isLoopback(hostOf(address)))
    throw new Trouble(`${address} is not on the peer's own machine: its TLS authority is needed (--root-cert FILE).`);
  hostOf(address);
  const tls = rootCertificate === null ? {} : { root_cert: rootCertificate };
  const connection = { address, dial_timeout: '10s', tls_required: rootCertificate !== null, ...tls };
  const code = gzipStored(tarOf({ 'connection.json': json(connection) }));
  const bytes = gzipStored(tarOf({ 'metadata.json': json({ type: 'ccaas', label }), 'code.tar.gz': code }));
  return { bytes, id: `${label}:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** Bundles the program into a folder, with the licences of what is inside. Returns its path. */
export async function buildProgram(folder: string): Promise<string> {
  // loaded late: whoever asks how a network fares needs no bundler
  const { build } = await import('vite');
  await build({
    root: projectRoot,
    configFile: false,
    envDir: false,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      ssr: true,
      target: 'node20',
      license: { fileName: LICENCES },
      rolldownOptions: {
        input: join(projectRoot, 'scripts/fabric/chaincode/server.ts'),
        output: { format: 'cjs', entryFileNames: PROGRAM, codeSplitting: false },
      },
    },
  });
  const list = join(folder, LICENCES);
  const packages = JSON.parse(readFileSync(list, 'utf8')) as readonly ShippedPackage[];
  writeFileSync(join(folder, NOTICES), noticesOf(packages));
  rmSync(list);
  return join(folder, PROGRAM);
}

/** Writes the package beside the program; returns its path. */
export function writePackage(folder: string, { bytes }: Package): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'notary-chaincode.tgz');
  writeFileSync(path, bytes);
  return path;
}

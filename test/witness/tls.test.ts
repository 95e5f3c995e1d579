/** Our witness over TLS with a certificate that one signs oneself: pinned by the file, and nothing else is believed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode } from '../../core/errors.ts';
import { WitnessConnector } from '../../core/node/connectors/witness/connector.ts';
import { serveWitness } from '../../core/node/witness/server.ts';
import { requestOf } from '../contracts/chain-connector.contract.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { TestLog } from '../member/support/consortium.ts';
import { notary, scratch } from '../node/support/cli.ts';
import { OurWitness, signer } from './support/our-witness.ts';
import { witnessFile } from './support/witness-file.ts';

const root = scratch('witness-tls-');

/** Paths of a key and of its certificate for 127.0.0.1, made as docs/witnesses.md says. */
function selfSigned(name: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(root, `${name}.crt`), join(root, `${name}.key`)];
  const request = ['req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-days', '3650', '-keyout', key, '-out', cert];
  const made = spawnSync('openssl', [...request, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1']);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return { cert, key };
}

it('answers whoever pins its certificate; under another, or none, it is not believed', async (context: TestContext) => {
  needs(context, 'openssl');
  const [own, other] = [selfSigned('own'), selfSigned('other')];
  const log = new TestLog(199).grow(2);
  const folder = join(root, 'state');
  mkdirSync(folder);
  const desk = new OurWitness(folder).accept(log.vkey).desk();
  const tls = { cert: readFileSync(own.cert), key: readFileSync(own.key) };
  const server = await serveWitness(desk, { host: '127.0.0.1', port: 0, tls }, () => {});
  const asking = (ca: string | null) => {
    const file = { ...witnessFile(`https://127.0.0.1:${server.port}`, signer.key.text), ca };
    const connector = new WitnessConnector({ file, crypto: nobleCrypto, timeout: 30_000 });
    return connector.cosign(requestOf(log)).then(() => 'cosigned', errorCode);
  };
  expect(await asking(readFileSync(own.cert, 'utf8'))).toBe('cosigned');
  expect(await asking(readFileSync(other.cert, 'utf8'))).toBe('anchor-unavailable');
  expect(await asking(null)).toBe('anchor-unavailable');
  await server.close();
});

it('a certificate that cannot be used is told before anything listens', async () => {
  const tls = { cert: Uint8Array.of(1), key: Uint8Array.of(2) };
  const served = serveWitness(new OurWitness(root).desk(), { host: '127.0.0.1', port: 0, tls }, () => {});
  await expect(served).rejects.toMatchObject({ code: 'bad-input', details: { reason: 'listen' } });
});

it.each<readonly [string, readonly string[]]>([
  ['plain HTTP for others', ['--listen', '0.0.0.0:8787']],
  ['a certificate without its key', ['--tls-cert', 'witness.crt']],
  ['no port', ['--listen', '127.0.0.1']],
  ['a port that there is not', ['--listen', '127.0.0.1:65536']],
])('the command line refuses %s', async (_, args) => {
  const { code, err } = await notary(['witness', 'serve', ...args, '--home', join(root, 'nobody')]);
  expect(code).toBe(64);
  expect(err).toContain('witness serve');
});

/** The administrator's page from an empty folder: four members with TLS, a desk's registration, the exported bundle. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { CometbftConnector } from '../../core/node/connectors/cometbft/connector.ts';
import { consortiumFileBytes, parseConsortiumFile } from '../../core/node/connectors/cometbft/consortium-file.ts';
import { registrationRequestBytes } from '../../core/node/connectors/cometbft/registration-request.ts';
import { Rpc } from '../../core/node/connectors/cometbft/rpc.ts';
import { nodeCrypto } from '../../core/node/crypto.ts';
import { memberCommand } from '../../core/node/member/cli.ts';
import { memberPaths, readPublicMember } from '../../core/node/member/folder.ts';
import { type RunningMember, startMember } from '../../core/node/member/program.ts';
import { parseTrustBundle } from '../../core/trust.ts';
import { freePorts } from '../../scripts/consortium/network.ts';
import { logSigner } from '../core/support/keys.ts';
import { TestDesk } from './support/desk.ts';
import { engineOrReason } from './support/network.ts';

const NAMES = ['aster', 'bering', 'cedar', 'dunlin'] as const;
const found = await engineOrReason();
const openssl = spawnSync('openssl', ['version']).status === 0;
const reason = 'reason' in found ? found.reason : openssl ? null : 'there is no openssl to make certificates';

function makeCertificates(folder: string): { ca: string; certificate: string; key: string } {
  const run = (...args: string[]) => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  run('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test consortium');
  run('req', ...ec.slice(0, 4), '-nodes', '-keyout', 'rpc.key', '-out', 'rpc.csr', '-subj', '/CN=127.0.0.1');
  writeFileSync(join(folder, 'san'), 'subjectAltName=IP:127.0.0.1\n');
  run(
    'x509',
    '-req',
    '-in',
    'rpc.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'san',
    '-out',
    'rpc.crt',
  );
  return { ca: join(folder, 'ca.pem'), certificate: join(folder, 'rpc.crt'), key: join(folder, 'rpc.key') };
}

if (reason !== null || !('engine' in found)) test('the administrator’s page', (context) => context.skip(reason ?? ''));
else
  describe('the administrator’s page', () => {
    const { engine } = found;
    const folder = mkdtempSync(join(tmpdir(), 'adm-'));
    const dirOf = (name: string) => join(folder, name);
    const tls = makeCertificates(folder);
    const applications: RunningMember[] = [];
    const engines: ReturnType<typeof spawn>[] = [];
    let rpcs: readonly string[] = [];
    beforeAll(async () => {
      const ports = await freePorts(8);
      const rpc = NAMES.map((_, i) => `127.0.0.1:${ports[2 * i]}`);
      const p2p = NAMES.map((_, i) => `127.0.0.1:${ports[2 * i + 1]}`);
      rpcs = rpc.map((address) => `https://${address}`);
      for (const name of NAMES)
        await memberCommand(['init', '--dir', dirOf(name), '--organisation', `The ${name}`, '--controller', name]);
      const files = NAMES.map((name) => memberPaths(dirOf(name)).public);
      const digests = [];
      for (const [i, name] of NAMES.entries()) {
        const peers = NAMES.flatMap((other, j) =>
          i === j ? [] : ['--peer', `${readPublicMember(dirOf(other)).node}@${p2p[j]}`],
        );
        const { value } = await memberCommand([
          'init',
          ...['--dir', dirOf(name), '--chain', 'admin-1', '--time', '2026-11-24T00:00:00Z'],
          ...[
            '--rpc-listen',
            rpc[i] ?? '',
            '--p2p-listen',
            p2p[i] ?? '',
            '--tls-certificate',
            tls.certificate,
            '--tls-key',
            tls.key,
          ],
          ...peers,
          ...files,
        ]);
        digests.push((value as { digest: string }).digest);
      }
      expect(new Set(digests).size).toBe(1);
      const ca = readFileSync(tls.ca, 'utf8');
      for (const [i, name] of NAMES.entries()) {
        const paths = memberPaths(dirOf(name));
        applications.push(await startMember(paths, { url: rpcs[i] ?? '', ca }));
        engines.push(spawn(engine, ['start', '--home', paths.node], { stdio: 'ignore' }));
      }
    }, 120_000);
    afterAll(async () => {
      await Promise.all(
        engines.map(
          (one) =>
            new Promise((resolve) => {
              one.once('exit', resolve);
              one.kill('SIGTERM');
            }),
        ),
      );
      for (const one of applications) await one.close();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    const net = () => ['--rpc', rpcs[1] ?? '', '--ca', tls.ca];

    test('status, propose, sign, submit, export-trust; then a desk is proven over TLS', async () => {
      const height = async () => {
        const status = await memberCommand(['status', ...net()]).catch(() => null);
        return (status?.value as { height: number } | undefined)?.height ?? 0;
      };
      await expect.poll(height, { timeout: 60_000 }).toBeGreaterThan(0);
      const { lines } = await memberCommand(['status', ...net()]);
      expect(lines.join('\n')).toContain('4 members');

      const request = join(folder, 'desk.json');
      const { text: vkey, name: origin } = logSigner('admin').key;
      writeFileSync(
        request,
        registrationRequestBytes({ v: 1, vkey, organisation: 'calls itself', controller: origin }),
      );
      const decision = join(folder, 'decision.json');
      const named = ['--organisation', 'Holder Ltd', '--controller', 'holder'];
      await memberCommand(['propose', 'register-log', request, ...named, ...net(), '--out', decision]);
      for (const name of ['aster', 'bering']) await memberCommand(['sign', '--dir', dirOf(name), decision]);
      await expect(memberCommand(['submit', ...net(), decision])).rejects.toMatchObject({
        details: { reason: 'no-quorum' },
      });
      await memberCommand(['sign', '--key', memberPaths(dirOf('cedar')).governance, decision]);
      await memberCommand(['submit', ...net(), decision]);
      const logs = async () => ((await memberCommand(['status', ...net()])).value as { logs: unknown[] }).logs.length;
      await expect.poll(logs, { timeout: 20_000 }).toBe(1);

      const out = join(folder, 'admin-1.trust.json');
      const endpoints = rpcs.flatMap((url, i) => ['--endpoint', `The ${NAMES[i]}=${url}`]);
      const files = ['--consortium', join(folder, 'admin-1.consortium.json'), ...endpoints];
      await memberCommand(['export-trust', ...net(), '--name', 'Notary consortium', '--out', out, ...files]);
      const trust = parseTrustBundle(readFileSync(out), nobleCrypto);
      expect(trust.logs[0]).toMatchObject({ origin, organisation: 'Holder Ltd', controller: 'holder' });

      const file = parseConsortiumFile(readFileSync(join(folder, 'admin-1.consortium.json')), nobleCrypto);
      expect(file.endpoints.map(({ organisation }) => organisation)).toEqual(NAMES.map((name) => `The ${name}`));
      const desk = new TestDesk('admin', [new CometbftConnector({ file, crypto: nodeCrypto })]);
      const sealed = desk.seal('contract');
      await desk.notary.settle();
      expect(desk.verify(sealed, trust, false).verdict).toBe('proven');
    }, 120_000);

    test('a node whose certificate another CA signed is not talked to, and plain HTTP stays on loopback', async () => {
      const other = mkdtempSync(join(tmpdir(), 'ca-'));
      const { ca } = makeCertificates(other);
      const rpc = new Rpc({ url: rpcs[0] ?? '', ca: readFileSync(ca, 'utf8') });
      await expect(rpc.status()).rejects.toMatchObject({ code: 'anchor-unavailable' });
      rmSync(other, { recursive: true, force: true });
      const trust = parseTrustBundle(readFileSync(join(folder, 'admin-1.trust.json')), nobleCrypto);
      for (const endpoint of [
        { organisation: 'The aster', url: 'http://192.0.2.1:26657', ca: null },
        { organisation: 'The aster', url: 'https://192.0.2.1:26657', ca: null },
      ]) {
        const bytes = consortiumFileBytes({ v: 1, kind: 'cometbft', chain: 'admin-1', endpoints: [endpoint], trust });
        expect(() => parseConsortiumFile(bytes, nobleCrypto)).toThrow(/https/);
      }
    }, 30_000);
  });

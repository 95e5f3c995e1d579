/**
 * The administrator's page, word for word and from an empty folder: its commands run as processes, for four members on
 * this machine with TLS, up to a desk whose certificate is proven.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseTrustBundle, trustFingerprint } from '../../core/formats/trust.ts';
import { consortiumFileBytes, parseConsortiumFile } from '../../core/node/cometbft/consortium-file.ts';
import { Rpc } from '../../core/node/cometbft/rpc.ts';
import { memberPaths, readPublicMember } from '../../core/node/member/folder.ts';
import { freePorts } from '../../scripts/consortium/network.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { contract } from '../doctor/support/samples.ts';
import { engineOrReason } from './support/network.ts';
import { Page, run, serve } from './support/page.ts';

const MEMBERS = {
  aster: 'Aster Bank',
  bering: 'Bering Logistics',
  cedar: 'Cedar Notary Office',
  dunlin: 'Dunlin Audit',
} as const;
type Name = keyof typeof MEMBERS;
const NAMES = Object.keys(MEMBERS) as Name[];

const found = await engineOrReason();
const openssl = spawnSync('openssl', ['version']).status === 0;
const reason = 'reason' in found ? found.reason : openssl ? null : 'there is no openssl to make certificates';

function makeCertificates(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const openssl = (...args: string[]) => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...ec, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test consortium');
  openssl('req', ...ec, '-keyout', 'rpc.key', '-out', 'rpc.csr', '-subj', '/CN=127.0.0.1');
  writeFileSync(join(folder, 'san'), 'subjectAltName=IP:127.0.0.1\n');
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'san'];
  openssl('x509', '-req', '-in', 'rpc.csr', ...by, '-out', 'rpc.crt');
  return join(folder, 'ca.pem');
}

if (reason !== null || !('engine' in found)) test('the administrator’s page', (context) => context.skip(reason ?? ''));
else
  describe('the administrator’s page', () => {
    const { engine } = found;
    const page = new Page();
    const folder = mkdtempSync(join(tmpdir(), 'adm-'));
    const etc = join(folder, 'etc');
    const ca = makeCertificates(etc);
    const dirOf = (name: Name) => join(folder, name);
    const safeOf = (name: Name) => join(folder, 'safe', name);
    const services: { end(): Promise<void> }[] = [];
    const rpc = {} as Record<Name, string>;
    const p2p = {} as Record<Name, string>;
    // everybody works in the same folder here, so files need not be sent around
    const where = { cwd: folder, env: { NOTARY_HOME: join(folder, 'desk') } };
    afterAll(async () => {
      // the application ends last, as systemd would do it
      for (const service of services.reverse()) await service.end();
      rmSync(folder, { recursive: true, force: true });
    });

    async function followed(command: string): Promise<string> {
      const { code, said } = await run(command, where);
      expect(`${code}: ${said}`).toMatch(/^0: /);
      return said;
    }

    const to = (name: Name) => ({ 'https://aster.example:26657': `https://${rpc[name]}`, 'ca.pem': ca });

    test('keys, and their way into the safe', async () => {
      const ports = await freePorts(8);
      for (const [i, name] of NAMES.entries()) {
        rpc[name] = `127.0.0.1:${ports[2 * i]}`;
        p2p[name] = `127.0.0.1:${ports[2 * i + 1]}`;
        const who = { $DIR: dirOf(name), 'Aster Bank': MEMBERS[name], '--controller aster': `--controller ${name}` };
        await followed(page.command('notary member init --dir $DIR --organisation', who));
        mkdirSync(safeOf(name), { recursive: true });
        renameSync(memberPaths(dirOf(name)).governance, join(safeOf(name), 'governance.key'));
        copyFileSync(memberPaths(dirOf(name)).public, join(folder, `${name}.json`));
      }
    });

    test('one genesis for all', async () => {
      copyFileSync(ca, join(folder, 'ca.pem'));
      const began = new Date(Date.now() - 3_600_000).toISOString();
      const digests = new Set<string>();
      for (const own of NAMES) {
        const [first, ...peers] = [...NAMES.filter((name) => name !== own)];
        const peer = (name: Name | undefined) => (name ? `${readPublicMember(dirOf(name)).node}@${p2p[name]}` : '');
        const said = await followed(
          page.command('notary member init --dir $DIR --chain', {
            $DIR: dirOf(own),
            // the engine would sleep until then
            '2026-12-01T00:00:00Z': began,
            '0.0.0.0:26657': rpc[own],
            '0.0.0.0:26656': p2p[own],
            '/etc/notary': etc,
            'NODE@bering.example:26656': peer(first),
            'NODE@cedar.example:26656': peer(peers[0]),
            'NODE@dunlin.example:26656': peer(peers[1]),
          }),
        );
        digests.add(/[0-9a-f]{64}/.exec(said)?.[0] ?? '');
      }
      expect(digests.size).toBe(1);
    });

    test('two services for each, and their height', async () => {
      for (const name of NAMES) {
        const dir = { '/var/lib/notary-member': dirOf(name) };
        const log = join(folder, `${name}.log`);
        const application = page.command('ExecStart=/usr/bin/npm', {
          ...dir,
          'https://aster.example:26657': `https://${rpc[name]}`,
          '/etc/notary/ca.pem': ca,
          'ExecStart=/usr/bin/npm run': `npm --prefix '${projectRoot}' run`,
        });
        const node = page.command('ExecStart=/usr/local/bin/cometbft', {
          ...dir,
          'ExecStart=/usr/local/bin/cometbft': `'${engine}'`,
        });
        services.push(serve(application, where, log));
        await expect.poll(() => existsSync(memberPaths(dirOf(name)).socket), { timeout: 120_000 }).toBe(true);
        services.push(serve(node, where, log));
      }
      const status = page.command('notary member status', to('bering'));
      await expect
        .poll(async () => (await run(status, where)).said, { timeout: 300_000 })
        .toMatch(/notary-1 at height [1-9][\s\S]*4 members: .*Aster Bank/);
    });

    test('a desk is registered by three of four, each signing where its key is', async () => {
      await followed('notary init --holder "Holder Ltd" --lang en');
      await followed(page.command('notary chain register --out'));
      await followed(page.command('notary member propose register-log desk.json', to('aster')));
      const sign = (name: Name) => followed(page.command('notary member sign', { '/media/safe': safeOf(name) }));
      const submit = page.command('notary member submit', to('aster'));
      await sign('aster');
      await sign('bering');
      expect((await run(submit, where)).code).not.toBe(0);
      await sign('dunlin');
      await followed(submit);
      const status = page.command('notary member status', to('cedar'));
      await expect
        .poll(async () => (await run(status, where)).said, { timeout: 120_000 })
        .toMatch(/Desks registered: 1 /);
    });

    test('the files that are given away', async () => {
      await followed(
        page.command('notary member export-trust', {
          '--ca ca.pem': `--ca ${ca}`,
          'https://aster.example:26657': `https://${rpc.aster}`,
          'https://bering.example:26657': `https://${rpc.bering}`,
        }),
      );
      const trust = parseTrustBundle(readFileSync(join(folder, 'notary-1.trust.json')), nobleCrypto);
      expect(trust.logs[0]).toMatchObject({ organisation: 'Holder Ltd', controller: 'holder' });
      const file = parseConsortiumFile(readFileSync(join(folder, 'notary-1.consortium.json')), nobleCrypto);
      expect(file.endpoints.map(({ organisation }) => organisation)).toEqual(['Aster Bank', 'Bering Logistics']);
    });

    test('at the desk: brought in, sealed, confirmed, and proven for a stranger with the bundle', async () => {
      const file = readFileSync(join(folder, 'notary-1.consortium.json'));
      const FINGERPRINT = trustFingerprint(file, nobleCrypto);
      // a real one: what is not what its name says waits for a decision before it is sealed
      writeFileSync(join(folder, 'contract.pdf'), await contract(1));
      await followed(page.command('notary chain add notary-1', { FINGERPRINT }));
      expect(await followed(page.command('notary chain test'))).toMatch(
        /✓ the address can be reached: 2 members' nodes[\s\S]*✓ knows the log of this desk/,
      );
      await followed(page.command('notary add contract.pdf'));
      await followed(page.command('notary seal --wait'));
      await followed(page.command('notary certify --all --out certificates'));
      await followed(page.command('notary certify --final'));
      const stranger = { ...where, env: { NOTARY_HOME: join(folder, 'stranger') } };
      const verify = 'notary verify certificates contract.pdf --trust notary-1.trust.json --json';
      const { code, said } = await run(verify, stranger);
      expect(`${code}: ${said}`).toMatch(/^0: /);
      const report = JSON.parse(said);
      expect(report).toMatchObject({ verdict: 'proven', quorum: { need: 3, all: 4 } });
      const members = report.signers.filter(({ role }: { role: string }) => role === 'member');
      expect(members).toHaveLength(report.quorum.have);
      expect(Object.values(MEMBERS)).toEqual(expect.arrayContaining(members.map(({ name }: { name: string }) => name)));
    });

    test('a node whose certificate another CA signed is not talked to, and plain HTTP stays on loopback', async () => {
      const other = readFileSync(makeCertificates(join(folder, 'other')), 'utf8');
      await expect(new Rpc({ url: `https://${rpc.aster}`, ca: other }).status()).rejects.toMatchObject({
        code: 'anchor-unavailable',
      });
      const trust = parseTrustBundle(readFileSync(join(folder, 'notary-1.trust.json')), nobleCrypto);
      for (const url of ['http://192.0.2.1:26657', 'http://127.example.com:26657', 'https://192.0.2.1:26657']) {
        const endpoints = [{ organisation: 'Aster Bank', url, ca: null }];
        const bytes = consortiumFileBytes({ v: 1, kind: 'cometbft', chain: 'notary-1', endpoints, trust });
        expect(() => parseConsortiumFile(bytes, nobleCrypto)).toThrow(/https/);
      }
    });
  });

/** `npm run consortium`: a network of one's own, member by member, and nothing left behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { parseTrustBundle } from '../../core/formats/trust.ts';
import { parseConsortiumFile } from '../../core/node/cometbft/consortium-file.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { notary } from '../node/support/cli.ts';
import { engineOrReason } from './support/network.ts';

const found = await engineOrReason();
const folder = mkdtempSync(join(tmpdir(), 'own-'));
const dir = join(folder, 'net');
const home = join(folder, 'home');

function consortium(...args: string[]) {
  const script = join(projectRoot, 'scripts/consortium.ts');
  const options = { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args, '--dir', 'net'], options);
  return { code: status, out: stdout, err: stderr };
}

interface Status {
  readonly members: readonly { readonly name: string; readonly running: boolean; readonly height: number | null }[];
}

const statusAfter = (...args: string[]) => JSON.parse(consortium(...args, '--json').out) as Status;
const running = ({ members }: Status) => members.filter((one) => one.running).map(({ name }) => name);

if ('reason' in found) test('a network of one’s own', (context) => context.skip(found.reason));
else
  describe('a network of one’s own', () => {
    afterAll(() => {
      if (existsSync(join(dir, 'network.json'))) consortium('down');
      rmSync(folder, { recursive: true, force: true });
    });

    test('is up with four named members, this desk registered, and its files written', async () => {
      expect(consortium('status')).toMatchObject({ code: 70, err: expect.stringContaining('consortium -- up') });
      await notary(['--home', home, 'init', '--holder', 'Harbour Trading', '--lang', 'en']);
      const { code, out } = consortium('up', '--home', 'home', '--json');
      expect(code).toBe(0);
      const told = JSON.parse(out);
      expect(told).toMatchObject({ consortium: expect.any(String), trust: expect.any(String), registered: true });
      expect(told.members).toEqual([
        { name: 'aster', organisation: 'Aster Bank' },
        { name: 'bering', organisation: 'Bering Logistics' },
        { name: 'cedar', organisation: 'Cedar Notary Office' },
        { name: 'dunlin', organisation: 'Dunlin Audit' },
      ]);
      const trust = parseTrustBundle(readFileSync(told.trust), nobleCrypto);
      expect(trust.chains).toMatchObject([{ id: expect.stringMatching(/^demo-/), demo: true }]);
      expect(trust.logs).toMatchObject([{ organisation: 'Harbour Trading' }]);
      expect(parseConsortiumFile(readFileSync(told.consortium), nobleCrypto).endpoints).toHaveLength(4);
      // up again is no harm
      expect(JSON.parse(consortium('up', '--home', 'home', '--json').out)).toEqual(told);
    });

    test('stops, starts and kills one member by name', () => {
      expect(running(statusAfter('stop', 'dunlin'))).toEqual(['aster', 'bering', 'cedar']);
      expect(running(statusAfter('start', 'Dunlin Audit'))).toEqual(['aster', 'bering', 'cedar', 'dunlin']);
      expect(running(statusAfter('kill', 'cedar'))).toEqual(['aster', 'bering', 'dunlin']);
      expect(consortium('stop', 'nobody')).toMatchObject({ code: 70, err: expect.stringContaining('aster, bering') });
      expect(consortium('dance').code).toBe(64);
    });

    test('is down, with nothing left behind but what is not its own', () => {
      mkdirSync(join(dir, 'mine'));
      writeFileSync(join(dir, 'mine/note.txt'), 'not the network’s');
      expect(consortium('down').code).toBe(0);
      expect(existsSync(join(dir, 'mine/note.txt'))).toBe(true);
      expect(existsSync(join(dir, 'network.json'))).toBe(false);
      for (const name of ['aster', 'bering', 'cedar', 'dunlin']) expect(existsSync(join(dir, name))).toBe(false);
      const commands = readdirSync('/proc').map((id) => {
        try {
          return readFileSync(`/proc/${id}/cmdline`, 'utf8');
        } catch {
          return ''; // no process, or gone meanwhile
        }
      });
      expect(commands.filter((command) => command.includes(dir))).toEqual([]);
    });
  });

/** Programs that nobody here wrote beside our witness: Go's reader of notes opens what it signs, a Tessera log is witnessed by it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ed25519PublicKey, nobleCrypto } from '../../core/crypto.ts';
import { concat, toBase64, utf8 } from '../../core/formats/bytes.ts';
import { originOf } from '../../core/formats/checkpoint.ts';
import { KEY_TYPE, noteBytes, parseNote, verifierKey } from '../../core/formats/note.ts';
import { requestOf } from '../contracts/chain-connector.contract.ts';
import { witnessSigner } from '../core/support/keys.ts';
import { TestLog } from '../member/support/consortium.ts';
import { OurWitness, signer } from './support/our-witness.ts';
import { programsOrReason } from './support/programs.ts';
import { connectorTo } from './support/witness-file.ts';

const programs = await programsOrReason();

if ('reason' in programs) test('Go’s own note tools', (context) => context.skip(programs.reason));
else
  describe('Go’s own note tools', () => {
    const folder = mkdtempSync(join(tmpdir(), 'go-notes-'));
    const witness = new OurWitness(mkdtempSync(join(folder, 'witness-')));
    beforeAll(() => witness.start());
    afterAll(async () => {
      await witness.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const judge = (args: readonly string[], input: Uint8Array | string) =>
      new Promise<{ code: number | null; out: string }>((resolve, reject) => {
        const child = spawn(programs.judge, args, { stdio: ['pipe', 'pipe', 'inherit'] });
        let out = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          out += text;
        });
        child.on('error', reject);
        child.on('close', (code) => resolve({ code, out }));
        child.stdin.end(input);
      });

    it('open what our witness signs, with its time, and nothing else', async () => {
      const log = new TestLog(190).grow(5);
      witness.accept(log.vkey);
      const request = requestOf(log);
      const { line, seconds } = await connectorTo(witness.url, signer.key.text).cosign(request);
      const note = noteBytes({ ...request.note, signatures: [...request.note.signatures, line] });
      const { code, out } = await judge(['open', log.vkey, signer.key.text], note);
      expect([code, out]).toEqual([0, `${log.origin} 5\n${log.origin}\n${signer.key.name} ${seconds}\n`]);
      const other = witnessSigner('other', signer.key.name);
      expect(await judge(['open', other.key.text], note)).toMatchObject({ code: 1 });
      const places = Array.from({ length: 8 }, (_, i) => i * 9 + 3);
      for (const place of places) {
        const signature = line.signature.map((byte, i) => (i === place ? byte ^ 1 : byte));
        const bent = noteBytes({ ...request.note, signatures: [{ ...line, signature }] });
        expect(await judge(['open', signer.key.text], bent), `byte ${place}`).toMatchObject({ code: 1 });
      }
    });

    it('a log of Tessera is witnessed, grows, and is witnessed on', async () => {
      const seed = new Uint8Array(32).fill(77);
      const publicKey = ed25519PublicKey(seed);
      const {
        name,
        id,
        text: vkey,
      } = verifierKey(originOf(publicKey, nobleCrypto), KEY_TYPE.ed25519, publicKey, nobleCrypto);
      const key = `PRIVATE+KEY+${name}+${id}+${toBase64(concat(Uint8Array.of(KEY_TYPE.ed25519), seed))}`;
      witness.accept(vkey);
      const grown = async (entries: string) => {
        const { code, out } = await judge(['log', join(folder, 'tessera'), key, signer.key.text, witness.url], entries);
        expect([code, out.slice(0, 8)]).toEqual([0, 'desk/'.padEnd(8, name.slice(5, 8))]);
        const opened = await judge(['open', vkey, signer.key.text], out);
        return { size: Number(parseNote(utf8(out)).text.split('\n')[1]), opened: opened.out };
      };
      const first = await grown('one\ntwo\n');
      const second = await grown('three\nfour\nfive\n');
      expect([first.size, second.size]).toEqual([2, 5]);
      for (const { opened } of [first, second]) expect(opened).toContain(`${signer.key.name} ${witness.now / 1000}`);
    });
  });

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import { type IntakeOptions, takeIn } from '../../core/node/desk/intake.ts';
import type { IntakeProgress } from '../../core/node/desk/types.ts';
import { HashPool } from '../../core/node/hashing/hash-pool.ts';
import type { Added, Intake } from '../../core/ports.ts';
import type { AddOptions } from '../../core/records/known-bytes.ts';

const pool = new HashPool(2);
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
afterAll(() => pool.close());

/** Remembers what it was given; bytes that it saw are `existing`. */
class FakeNotary {
  readonly batches: (readonly Intake[])[] = [];
  readonly #seen = new Map<string, string>();

  add(files: readonly Intake[], { again = false }: AddOptions = {}): readonly Added[] {
    this.batches.push(files);
    return files.map(({ digest }) => {
      const known = again ? undefined : this.#seen.get(digest?.sha256 ?? '');
      const id = known ?? `id-${this.#seen.size}`;
      this.#seen.set(digest?.sha256 ?? '', id);
      return { record: { id }, existing: known !== undefined } as Added;
    });
  }
}

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const run = (notary: Pick<FakeNotary, 'add'>, more: Partial<IntakeOptions> = {}) =>
  takeIn(pool, notary, { intake: 1, paths: [dir], again: false, ...more });
const summary = (items: Awaited<ReturnType<typeof takeIn>>) =>
  items.map((item) => `${item.file} ${item.state} ${item.error?.code ?? item.recordId ?? ''}`.trim());

describe('takeIn', () => {
  it('records the good files, names the bad ones and recognises known bytes', async () => {
    write('a.txt', 'a');
    write('b.txt', '');
    write('c.txt', 'a');
    const notary = new FakeNotary();
    const items = await run(notary, { paths: [dir, join(dir, 'gone.txt')] });
    expect(summary(items)).toEqual([
      'a.txt recorded id-0',
      'b.txt failed file-empty',
      'c.txt existing id-0',
      'gone.txt failed file-missing',
    ]);
    expect(items.map(({ warnings }) => warnings)).toEqual([[], [], [{ code: 'duplicate', detail: 'a.txt' }], []]);
    expect(notary.batches.flat().map(({ facts, path }) => [facts.fileName, path])).toEqual([
      ['a.txt', join(dir, 'a.txt')],
      ['c.txt', join(dir, 'c.txt')],
    ]);
  });

  it('states the facts that were given for a file, over what its bytes say', async () => {
    write('i.xml', '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>');
    write('x\u202efdp.exe', 'x');
    const notary = new FakeNotary();
    await run(notary, { factsFor: (file) => (file === 'i.xml' ? { number: 'N-1' } : { kind: 'other' }) });
    expect(notary.batches.flat().map(({ facts }) => facts)).toEqual([
      { fileName: 'i.xml', kind: 'invoice', pages: null, number: 'N-1' },
      { fileName: 'x\\u{202E}fdp.exe', kind: 'other', pages: null },
    ]);
  });

  it('counts the pages of a PDF that can be read', async () => {
    const contract = join(import.meta.dirname, '../../core/node/cli/samples/contract.pdf');
    const notary = new FakeNotary();
    const broken = write('broken.pdf', '%PDF-1.7\nnothing more');
    await run(notary, { paths: [contract, broken] });
    expect(notary.batches.flat().map(({ facts }) => facts.pages)).toEqual([1, null]);
  });

  it('tells every change of every file, and ends with the sums', async () => {
    for (let i = 0; i < 700; i++) write(`${String(i).padStart(3, '0')}.txt`, `${i % 600}`);
    const told: IntakeProgress[] = [];
    const items = await run(new FakeNotary(), { onProgress: (progress) => told.push(progress) });
    const last = new Map(told.flatMap((progress) => progress.items).map((item) => [item.index, item]));
    expect([...last.values()].sort((a, b) => a.index - b.index)).toEqual(items);
    expect(told.at(-1)).toMatchObject({
      running: false,
      files: 700,
      filesDone: 700,
      failed: 0,
      existing: 100,
      bytes: told.at(-1)?.bytesDone,
    });
    expect(told.slice(0, -1).every((progress) => progress.running)).toBe(true);
  });

  it('keeps a batch that could not be stored from losing the others', async () => {
    for (let i = 0; i < 2600; i++) write(`${String(i).padStart(4, '0')}.txt`, `${i}`);
    const notary = new FakeNotary();
    let lost = 0;
    const failing = {
      add: (files: readonly Intake[], options?: AddOptions) => {
        if (lost > 0) return notary.add(files, options);
        lost = files.length;
        throw new NotaryError('write-failed', 'no space');
      },
    };
    const states = (await run(failing)).map((item) => item.error?.code ?? item.state);
    expect(lost).toBeLessThan(2600);
    expect(states.filter((state) => state === 'write-failed').length).toBe(lost);
    expect(states.filter((state) => state === 'recorded').length).toBe(2600 - lost);
  });

  it('stores what arrives together in one transaction, up to a bound, in the order of the walk', async () => {
    const numbers = Array.from({ length: 4500 }, (_, index) => index);
    const sha256 = (index: number) => index.toString(16).padStart(64, '0');
    const digest = { size: 1, kind: null, pages: null, readable: false, shows: null, warnings: [] };
    const notary = new FakeNotary();
    const arriving: Pick<HashPool, 'run'> = {
      async run({ onFound, onHashed }) {
        onFound(
          numbers.map((index) => ({ path: join(dir, `${index}.txt`), size: 1 })),
          0,
        );
        for (let at = 0; at < numbers.length; at += 500)
          onHashed(
            numbers.slice(at, at + 500).map((index) => ({ index, digest: { ...digest, sha256: sha256(index) } })),
          );
        expect(notary.batches).toEqual([]);
        await new Promise(setImmediate);
        expect(notary.batches.length).toBe(1);
      },
    };
    const items = await takeIn(arriving, notary, { intake: 1, paths: [dir], again: false });
    expect(notary.batches.map(({ length }) => length)).toEqual([2000, 2000, 500]);
    expect(notary.batches.flat().map((file) => file.digest?.sha256)).toEqual(numbers.map(sha256));
    expect(items.map(({ state, recordId }) => [state, recordId])).toEqual(numbers.map((i) => ['recorded', `id-${i}`]));
  });

  it('cancels what was not hashed', async () => {
    write('a.txt', 'a');
    const items = await run(new FakeNotary(), { signal: AbortSignal.abort() });
    expect(summary(items)).toEqual([]);
  });
});

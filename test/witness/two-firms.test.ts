/** Two firms witness each other by the command line alone, as docs/witnesses.md says, each in processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalBytes, type Json } from '../../core/formats/canonical.ts';
import { notary, notaryJson, scratch } from '../node/support/cli.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/notary.ts');
const root = scratch('two-firms-');

interface Written {
  readonly path: string;
  readonly code: string;
}

class Firm {
  readonly name: string;
  readonly home: string;
  #serving: ChildProcess | null = null;
  /** The address stays the same from start to start. */
  #listen = '127.0.0.1:0';
  url = '';
  /** What the server said on stderr. */
  said = '';

  constructor(name: string) {
    this.name = name;
    this.home = join(root, name);
    mkdirSync(this.home);
  }

  file(name: string): string {
    return join(root, `${this.name}.${name}`);
  }

  call(...args: readonly string[]) {
    return notary([...args, '--home', this.home]);
  }

  async json<T>(...args: readonly string[]): Promise<T> {
    const { code, json, err } = await notaryJson<T>([...args, '--home', this.home]);
    if (code !== 0 && code !== 11) throw new Error(`${args.join(' ')}: ${code} ${err} ${JSON.stringify(json)}`);
    return json;
  }

  /** Starts the witness and waits for what it says first. */
  async serve(): Promise<{ readonly address: string; readonly logs: readonly { readonly origin: string }[] }> {
    const args = [SCRIPT, 'witness', 'serve', '--listen', this.#listen, '--json', '--home', this.home];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#serving = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
    });
    let out = '';
    const first = await new Promise<{ address: string; logs: { origin: string }[] }>((resolve, reject) => {
      child.on('exit', () => reject(new Error(`the witness ended: ${this.said}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (out.endsWith('}\n')) resolve(JSON.parse(out));
      });
    });
    this.url = first.address;
    this.#listen = first.address.slice('http://'.length);
    return first;
  }

  /** Ends it as a person does; its exit code. */
  async stop(): Promise<number | null> {
    const child = this.#serving;
    this.#serving = null;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    return ended;
  }
}

describe('two firms', () => {
  const [a, b] = [new Firm('A Trading'), new Firm('B Supplies')];
  const both = [
    [a, b],
    [b, a],
  ] as const;
  const codes = new Map<Firm, string>();

  beforeAll(async () => {
    for (const firm of [a, b]) {
      expect(await firm.call('init', '--holder', firm.name)).toMatchObject({ code: 0 });
      const { code } = await firm.json<Written>('trust', 'export', '--out', firm.file('trust.json'));
      codes.set(firm, code);
    }
  });
  afterAll(async () => {
    await a.stop();
    await b.stop();
  });

  it('witness nobody before a check code was compared', async () => {
    const refused = await a.call('witness', 'file', '--url', 'http://127.0.0.1:1', '--out', a.file('early.json'));
    expect(refused.code).toBe(70);
    expect(refused.err).toContain('compare its check code');
    await b.json('trust', 'add', a.file('trust.json'));
    const first = await b.serve();
    expect(first.logs).toEqual([]);
    await expect.poll(() => b.said).toContain('A Trading');
    // a second one of the same home is refused, and the first goes on
    const second = await b.call('witness', 'serve', '--listen', '127.0.0.1:0');
    expect(second.code).toBe(70);
    expect(await b.stop()).toBe(0);
  });

  it('accept each other, serve, and connect', async () => {
    for (const [one, other] of both)
      await one.json('trust', 'add', other.file('trust.json'), '--fingerprint', codes.get(other) ?? '');
    for (const [one] of both) expect((await one.serve()).logs).toHaveLength(1);
    for (const [one, other] of both) {
      const out = one.file('witness.json');
      const { code } = await one.json<Written>('witness', 'file', '--url', one.url, '--out', out);
      const chain = await other.json<{ chain: { kind: string; compared: boolean } }>(
        'chain',
        'add',
        out,
        '--fingerprint',
        code,
      );
      expect(chain.chain).toMatchObject({ kind: 'witness', compared: true });
    }
  });

  it('cosign what the other seals, so that its certificate is proven for who accepts the witness', async () => {
    for (const [one, other] of both) {
      const document = one.file('contract.txt');
      writeFileSync(document, `a contract of ${one.name}`);
      await one.json('add', document);
      const sealed = await one.call('seal', '--wait');
      expect(sealed).toMatchObject({ code: 0 });
      const tested = await one.call('chain', 'test', '--lang', 'en');
      expect(tested).toMatchObject({ code: 0 });
      expect(tested.out.match(/✓/g)).toHaveLength(5);
      const folder = one.file('certificates');
      await one.json('certify', '--all', '--out', folder);
      const certificate = join(folder, readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? '');
      const { trust } = JSON.parse(readFileSync(other.file('witness.json'), 'utf8')) as { trust: Json };
      const bundle = one.file('recipient.trust.json');
      writeFileSync(bundle, canonicalBytes(trust));
      const stranger = join(root, 'nobody');
      const verified = await notaryJson<{ verdict: string; signers: { name: string; counts: boolean }[] }>([
        'verify',
        certificate,
        document,
        '--trust',
        bundle,
        '--home',
        stranger,
      ]);
      expect(verified.json).toMatchObject({ verdict: 'proven' });
      expect(verified.json.signers.filter(({ counts }) => counts).map(({ name }) => name)).toEqual([other.name]);
      const unknown = await notaryJson<{ verdict: string }>([
        'verify',
        certificate,
        document,
        '--trust',
        one.file('trust.json'),
        '--home',
        stranger,
      ]);
      expect(unknown.json.verdict).toBe('self-attested');
    }
  });

  it('wait while the other is away, and go on by themselves', async () => {
    await b.stop();
    const document = a.file('later.txt');
    writeFileSync(document, 'a later one');
    await a.json('add', document);
    const waiting = await a.call('seal', '--wait', '1');
    expect(waiting).toMatchObject({ code: 11 });
    const tested = await a.call('chain', 'test', '--lang', 'zh');
    expect(tested.code).toBe(70);
    expect(tested.out).toContain('✕ 地址可以连通');
    await b.serve();
    expect(await a.call('seal', '--wait')).toMatchObject({ code: 0 });
    expect(await a.stop()).toBe(0);
  });
});

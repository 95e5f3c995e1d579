/** A running litewitness with a key of its own in an ssh-agent of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { PATIENCE } from '../../patience.ts';
import type { Programs } from './programs.ts';

const NAME = 'litewitness.example/w1';

function must(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export class Litewitness {
  readonly #programs: Programs;
  readonly #folder: string;
  #agent: ChildProcess | null = null;
  #witness: ChildProcess | null = null;
  #fingerprint = '';
  #port = 0;
  vkey = '';

  constructor(programs: Programs, folder: string) {
    this.#programs = programs;
    this.#folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get #database(): string {
    return join(this.#folder, 'litewitness.db');
  }

  get #socket(): string {
    return join(this.#folder, 'agent.sock');
  }

  /** Makes a key and an agent that holds it. */
  async prepare(): Promise<void> {
    const key = join(this.#folder, 'key');
    must('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    this.#fingerprint = must('ssh-keygen', ['-l', '-f', `${key}.pub`]).split(' ')[1] ?? '';
    this.#agent = spawn('ssh-agent', ['-D', '-a', this.#socket], { stdio: 'ignore' });
    const env = { ...process.env, SSH_AUTH_SOCK: this.#socket };
    const until = Date.now() + PATIENCE;
    while (spawnSync('ssh-add', ['-q', key], { env, stdio: 'ignore' }).status !== 0) {
      if (Date.now() > until) throw new Error('the ssh-agent does not answer');
      await sleep(50);
    }
    this.#port = await freePort();
  }

  /** Starts it; the address stays the same from start to start. */
  async start(): Promise<void> {
    const listen = `127.0.0.1:${this.#port}`;
    const args = ['-name', NAME, '-db', this.#database, '-ssh-agent', this.#socket, '-key', this.#fingerprint];
    const witness = spawn(this.#programs.litewitness, [...args, '-listen', listen], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#witness = witness;
    let said = '';
    witness.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const until = Date.now() + PATIENCE;
    while (!(await this.#answers())) {
      if (witness.exitCode !== null || Date.now() > until) throw new Error(`litewitness does not answer: ${said}`);
      await sleep(50);
    }
    this.vkey = /vkey="?([^\s"]+)"?/.exec(said)?.[1] ?? '';
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.url}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** Lets it follow a log, of which it has cosigned nothing. */
  accept(origin: string, vkey: string): void {
    const db = new Database(this.#database);
    db.prepare('INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)').run(origin, EMPTY);
    db.prepare('INSERT INTO key (origin, key) VALUES (?, ?)').run(origin, vkey);
    db.close();
  }

  /** Takes from it what it remembers of a log. */
  forget(origin: string): void {
    const db = new Database(this.#database);
    db.prepare('UPDATE log SET tree_size = 0, tree_hash = ? WHERE origin = ?').run(EMPTY, origin);
    db.close();
  }

  /** The key under which it knows a log. */
  know(origin: string, vkey: string): void {
    const db = new Database(this.#database);
    db.prepare('UPDATE key SET key = ? WHERE origin = ?').run(vkey, origin);
    db.close();
  }

  async stop(): Promise<void> {
    await ended(this.#witness);
    this.#witness = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await ended(this.#agent);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** SHA-256 of nothing: the root of the empty tree. */
const EMPTY = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

async function ended(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** The witness of a desk as a server in this process: its folder outlives it. */
import { nobleCrypto } from '../../../core/crypto.ts';
import type { SignedNote } from '../../../core/formats/note.ts';
import { parseVerifierKey } from '../../../core/formats/note.ts';
import { type LogKey, onlyKey } from '../../../core/formats/trusted.ts';
import { DeskWitness } from '../../../core/node/witness/desk-witness.ts';
import { type Served, serveWitness, type WitnessServer } from '../../../core/node/witness/server.ts';
import { cosignedNotes, WitnessFiles } from '../../../core/node/witness/state.ts';
import { witnessSigner } from '../../core/support/keys.ts';

export const signer = witnessSigner('our witness', `desk/${'ab'.repeat(32)}/witness`);

export class OurWitness {
  readonly folder: string;
  readonly served: Served[] = [];
  readonly #logs = new Map<string, { readonly keys: readonly LogKey[] }>();
  #server: WitnessServer | null = null;
  /** Milliseconds since 1970, and of the clock that never goes back. */
  now = Date.UTC(2026, 10, 24, 8);
  elapsed = 0;
  /** Called before a note is stored: throws what the disk would. */
  beforeSave: (note: SignedNote) => void = () => {};

  constructor(folder: string) {
    this.folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server?.port}`;
  }

  accept(vkey: string, keys: readonly LogKey[] = onlyKey(parseVerifierKey(vkey, nobleCrypto))): this {
    this.#logs.set(parseVerifierKey(vkey, nobleCrypto).name, { keys });
    return this;
  }

  refuse(origin: string): void {
    this.#logs.delete(origin);
  }

  /** The witness itself, over what is in its folder. */
  desk(): DeskWitness {
    const files = new WitnessFiles(this.folder, cosignedNotes(signer.key, nobleCrypto), nobleCrypto);
    const save = files.save.bind(files);
    files.save = (origin, note) => {
      this.beforeSave(note);
      save(origin, note);
    };
    return new DeskWitness({
      signer,
      files,
      logs: () => this.#logs,
      now: () => this.now,
      elapsed: () => this.elapsed,
      crypto: nobleCrypto,
    });
  }

  async start(): Promise<this> {
    const at = { host: '127.0.0.1', port: 0, tls: null };
    this.#server = await serveWitness(this.desk(), at, (served) => this.served.push(served));
    return this;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = null;
  }
}

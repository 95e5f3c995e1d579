/** The official release of Hyperledger Fabric that `FABRIC_BIN` names, unpacked: bin/, builders/, config/. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../../lib/project.ts';
import { type RunOptions, run } from '../../lib/run.ts';

const PROGRAMS = ['cryptogen', 'configtxgen', 'orderer', 'peer', 'osnadmin', 'discover'] as const;
export type Program = (typeof PROGRAMS)[number];

export class Release {
  /** The builder for chaincode as a service. */
  readonly builder: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.builder = join(folder, 'builders', 'ccaas');
  }

  /** Throws {@link Trouble} that says what is missing. */
  static find(env: Readonly<Record<string, string | undefined>>): Release {
    const folder = env.FABRIC_BIN;
    if (!folder)
      throw new Trouble(
        'FABRIC_BIN is not set: it names the folder of an unpacked release of Hyperledger Fabric (hyperledger-fabric-linux-amd64-3.x.y.tar.gz), with bin/ and builders/ in it.',
      );
    const release = new Release(folder);
    const needed = [...PROGRAMS.map((name) => release.path(name)), join(release.builder, 'bin', 'build')];
    const missing = needed.filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Trouble(`FABRIC_BIN is no unpacked release: ${missing.join(', ')} is missing.`);
    return release;
  }

  path(program: Program): string {
    return join(this.#folder, 'bin', program);
  }

  /** Runs a program to its end and returns its stdout. Throws {@link Trouble} with its last words. */
  run(program: Program, args: readonly string[], options: Omit<RunOptions, 'purpose'>): Promise<string> {
    return run(this.path(program), args, { ...options, purpose: 'for the test network of Hyperledger Fabric' });
  }
}

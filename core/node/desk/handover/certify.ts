/** Certificates for many records: made on all cores, written in groups; a failure is reported for its record only. */
import { NotaryError } from '../../../errors.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import { type Withhold, withheldOfRecord } from '../../../handover/withhold.ts';
import type { Notary } from '../../../notary.ts';
import { PreparedTexts } from '../../../records/repeated-facts.ts';
import { certificateFileName, makeFolder } from '../../certificates/certificate-files.ts';
import type { CertificatePool, Certified } from '../../certificates/certificate-pool.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import { faultOf } from '../../system/fault.ts';
import type { CertifyProgress, CertifyResult } from '../types.ts';
import { handed } from './handed.ts';
import { refuseNamedByChain, WithheldFacts } from './withheld.ts';

/** A certificate that has no place yet. */
export interface MadeCertificate {
  readonly certificate: HandedCertificate;
  /** Name for its file. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What making certificates needs from the desk. */
export interface CertifyDependencies {
  readonly notary: Pick<Notary, 'evidence' | 'record' | 'renew'>;
  readonly pool: Pick<CertificatePool, 'makeAll'>;
  /** Puts certificates into the folder: the path of each, or why it has none. */
  place(made: readonly MadeCertificate[]): Promise<readonly (string | NotaryError)[]>;
  onProgress(progress: CertifyProgress): void;
}

/** Which certificates to make, and where to write them. */
export interface CertifyWish {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  readonly folder: string;
  /** Whether they carry their proof as QR codes; taken from the settings by default. */
  readonly paper?: boolean | undefined;
  readonly signal: AbortSignal;
}

/** How many are written together at most, and how long the first of them waits for others. */
const TOGETHER = { certificates: 32, milliseconds: 250 } as const;

/**
 * Writes a certificate for each record. After the signal the remaining ones are `cancelled`; one that withholds the holder
 * whom its chain names is refused.
 */
export async function certifyAll(wish: CertifyWish, dependencies: CertifyDependencies): Promise<CertifyResult> {
  makeFolder(wish.folder);
  const ids = [...new Set(wish.ids)];
  const results = new Results(wish.ids.length, dependencies.onProgress);
  const maker = new Maker(wish, dependencies.notary);
  // evidence that cannot be renewed now is used as it is
  await dependencies.notary.renew(wish.ids);
  let group: MadeCertificate[] = [];
  let since = 0;
  // a group is written while the next one is made
  let writing = Promise.resolve();
  for await (const made of dependencies.pool.makeAll(ids, (id) => maker.filesOf(id))) {
    const certificate = results.orError(made.item, () => maker.named(made));
    if (certificate === null) continue;
    if (group.length === 0) since = performance.now();
    group.push(certificate);
    if (group.length < TOGETHER.certificates && performance.now() - since < TOGETHER.milliseconds) continue;
    await writing;
    writing = place(group, dependencies, results);
    group = [];
  }
  await writing;
  await place(group, dependencies, results);
  return { folder: wish.folder, ...results.end() };
}

async function place(
  group: readonly MadeCertificate[],
  dependencies: CertifyDependencies,
  results: Results,
): Promise<void> {
  if (group.length === 0) return;
  const paths = await dependencies.place(group).catch((error: unknown) => group.map(() => error));
  for (const [i, { certificate }] of group.entries()) results.add(certificate.id, paths[i]);
}

/** Evidence of each record, and the name of what was made of it. */
class Maker {
  readonly #wish: CertifyWish;
  readonly #notary: CertifyDependencies['notary'];
  readonly #texts = new PreparedTexts();
  readonly #asked = new Map<string, Omit<MadeCertificate, 'bytes'>>();

  constructor(wish: CertifyWish, notary: CertifyDependencies['notary']) {
    this.#wish = wish;
    this.#notary = notary;
  }

  filesOf(id: string): EvidenceFiles {
    const { signal, withhold, paper } = this.#wish;
    if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    const files = this.#notary.evidence(id, withheldOfRecord(withhold, id), paper, this.#texts);
    const record = this.#notary.record(id);
    refuseNamedByChain(record, files, this.#texts);
    const certificate = handed(record, files);
    // the file's name repeats nothing that the certificate withholds
    const name = certificateFileName(new WithheldFacts(record, files, this.#texts).fileName, certificate.number);
    this.#asked.set(id, { certificate, name });
    return files;
  }

  named(made: Certified<string>): MadeCertificate {
    if ('error' in made) throw made.error;
    const asked = this.#asked.get(made.item);
    if (!asked) throw new NotaryError('internal', 'a certificate that nobody asked for');
    this.#asked.delete(made.item);
    return { ...asked, bytes: made.pdf };
  }
}

/** What became of each, told as it goes on. */
class Results {
  readonly #total: number;
  readonly #onProgress: CertifyDependencies['onProgress'];
  readonly #certificates: { id: string; path: string }[] = [];
  readonly #errors: { id: string; error: ReturnType<typeof faultOf> }[] = [];

  constructor(total: number, onProgress: CertifyDependencies['onProgress']) {
    this.#total = total;
    this.#onProgress = onProgress;
  }

  add(id: string, result: unknown): void {
    if (typeof result === 'string') this.#certificates.push({ id, path: result });
    else this.#errors.push({ id, error: faultOf(result) });
    const done = this.#certificates.length + this.#errors.length;
    this.#onProgress({ done, total: this.#total, running: true });
  }

  /** What `work` gives; null when it throws, which is the result then. */
  orError<T>(id: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.add(id, error);
      return null;
    }
  }

  end(): Pick<CertifyResult, 'certificates' | 'errors'> {
    this.#onProgress({ done: this.#total, total: this.#total, running: false });
    return { certificates: this.#certificates, errors: this.#errors };
  }
}

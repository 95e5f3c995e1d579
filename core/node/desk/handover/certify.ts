/** Certificates for many records: made on all cores, written one by one; a failure is reported for its record only. */
import { NotaryError } from '../../../errors.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import type { Notary } from '../../../notary.ts';
import { certificateFileName, makeFolder, placeCertificate } from '../../certificates/certificate-files.ts';
import type { CertificatePool } from '../../certificates/certificate-pool.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import { faultOf } from '../../system/fault.ts';
import type { CertifyProgress, CertifyResult } from '../types.ts';
import { handed } from './handed.ts';

/** What making certificates needs from the desk. */
export interface CertifyDependencies {
  readonly notary: Pick<Notary, 'evidence' | 'record' | 'renew'>;
  readonly pool: Pick<CertificatePool, 'makeAll'>;
  /** Called to remember that a certificate was written. */
  certified(certificate: HandedCertificate, path: string): void;
  onProgress(progress: CertifyProgress): void;
}

/** Which certificates to make, and where to write them. */
export interface CertifyWish {
  readonly ids: readonly string[];
  readonly withhold: readonly string[];
  readonly folder: string;
  /** Whether they carry their proof as QR codes; taken from the settings by default. */
  readonly paper?: boolean | undefined;
  readonly signal: AbortSignal;
}

/** Writes a certificate for each record. After the signal the remaining ones are `cancelled`. */
export async function certifyAll(wish: CertifyWish, dependencies: CertifyDependencies): Promise<CertifyResult> {
  const { ids, folder, signal } = wish;
  makeFolder(folder);
  const certificates: { id: string; path: string }[] = [];
  const errors: { id: string; error: ReturnType<typeof faultOf> }[] = [];
  const making = new Map<string, HandedCertificate>();
  const evidenceOf = (id: string): EvidenceFiles => {
    if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    const files = dependencies.notary.evidence(id, wish.withhold, wish.paper);
    making.set(id, handed(dependencies.notary.record(id), files));
    return files;
  };
  // evidence that cannot be renewed now is used as it is
  await dependencies.notary.renew(ids);
  for await (const made of dependencies.pool.makeAll([...new Set(ids)], evidenceOf)) {
    const id = made.item;
    try {
      if ('error' in made) throw made.error;
      const certificate = making.get(id) as HandedCertificate;
      const name = certificateFileName(fileNameOf(dependencies.notary, id), certificate.number);
      const path = placeCertificate(folder, name, made.pdf);
      making.delete(id);
      dependencies.certified(certificate, path);
      certificates.push({ id, path });
    } catch (error) {
      errors.push({ id, error: faultOf(error) });
    }
    dependencies.onProgress({ done: certificates.length + errors.length, total: ids.length, running: true });
  }
  dependencies.onProgress({ done: ids.length, total: ids.length, running: false });
  return { folder, certificates, errors };
}

function fileNameOf(notary: Pick<Notary, 'record'>, id: string): string | null {
  const { disclosures } = notary.record(id);
  return disclosures.find(([, name]) => name === 'fileName')?.[2] as string | null;
}

/** What works for a desk beside its write path: verification, certificates, packs, the case box, erasing, put together. */
import { join } from 'node:path';
import type { Notary } from '../../notary.ts';
import { RECORD_KINDS } from '../../records/index.ts';
import type { CertificatePool } from '../certificates/certificate-pool.ts';
import type { DoctorPool } from '../doctor/pool.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { systemRandom } from '../system/random.ts';
import type { Box } from './box.ts';
import type { CustodyDesk } from './custody.ts';
import { Dossiers } from './dossiers/dossiers.ts';
import { Erasing } from './erasing.ts';
import { Certificates } from './handover/certificates.ts';
import { Packs } from './handover/packs.ts';
import { Publisher } from './handover/publisher.ts';
import { LinkDesk } from './link-desk.ts';
import { makeBox } from './make-box.ts';
import type { DeskOptions } from './open.ts';
import type { Tasks } from './tasks.ts';
import type { Emit } from './types.ts';
import { Verification } from './verification.ts';
import type { DeskView } from './view.ts';
import { WarningList } from './warning-list.ts';

/** What the parts of a desk need. */
export interface Dependencies {
  readonly options: DeskOptions;
  readonly store: SqliteStore;
  readonly view: DeskView;
  readonly notary: Notary;
  readonly custody: CustodyDesk;
  readonly pages: CertificatePool;
  readonly doctor: DoctorPool;
  readonly tasks: Tasks;
  /** RFC 3339. */
  now(): string;
  readonly emit: Emit;
  /** Called when records or their details have changed. */
  onChange(): void;
  anchorPending(): Promise<unknown>;
}

/** The parts of an open desk that do not write records. */
export interface DeskServices {
  readonly verification: Verification;
  readonly certificates: Certificates;
  readonly packs: Packs;
  readonly dossiers: Dossiers;
  readonly box: Box;
  readonly warnings: WarningList;
  readonly erasing: Erasing;
  readonly links: LinkDesk;
  /** The file that keeps what is being taken in. */
  readonly intakeList: string;
}

/** Makes the parts; no work is started. */
export function makeServices({
  options,
  view,
  emit,
  custody,
  anchorPending,
  ...dependencies
}: Dependencies): DeskServices {
  const publisher = new Publisher(dependencies.store.outputs);
  const common = { ...options, ...dependencies, publisher };
  const verification = new Verification({
    ...common,
    view,
    onProgress: (progress) => emit({ kind: 'verify', progress }),
    onChange: () => emit({ kind: 'trust' }),
  });
  const certificates = new Certificates({
    ...common,
    kinds: options.kinds?.records ?? RECORD_KINDS,
    withhold: () => view.settings.withhold,
    trust: () => verification.ownBundle(),
    onProgress: (progress) => emit({ kind: 'certify', progress }),
  });
  const language = () => view.settings.language;
  const dossiers = new Dossiers({
    ...common,
    certificates,
    language,
    random: systemRandom(),
    onProgress: (progress) => emit({ kind: 'dossier', progress }),
  });
  const packs = new Packs({
    ...common,
    custody,
    verification,
    holder: () => view.holder.name,
    anchorPending,
    onProgress: (progress) => emit({ kind: 'pack', progress }),
  });
  const box = makeBox({
    ...common,
    verification,
    language,
    known: () => view.knownLogs,
    onChange: (status) => emit({ kind: 'box', status }),
  });
  const isWaiting = (id: string) => dependencies.store.get(id)?.state === 'recorded';
  const warnings = new WarningList(join(options.home, 'warnings.json'), isWaiting);
  const intakeList = join(options.home, 'intake.json');
  const release = (id: string) => dependencies.notary.links.release(id);
  const erasing = new Erasing({ ...common, intakeList, box, warnings, release });
  const onTrace = (records: number) => emit({ kind: 'trace', records });
  const links = new LinkDesk({ ...common, view, verification, onTrace });
  return { verification, certificates, packs, dossiers, box, warnings, erasing, links, intakeList };
}

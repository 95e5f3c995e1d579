/**
 * The report for a court's expert: every check with the digests of its inputs, and commands to repeat it without this
 * program. `docs/recipients.md` says how to read it.
 */

import { type Crypto, nobleCrypto } from '../../crypto.ts';
import type { Finding } from '../../documents/doctor/findings.ts';
import { toHex } from '../../formats/bytes.ts';
import {
  ATTACHMENT_NAMES,
  type CertificateFiles,
  DOSSIER_FILE_NAMES,
  type EvidenceFiles,
  type EvidenceSet,
  parseEvidenceSet,
} from '../../formats/evidence.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import type { Check, CheckName, Report } from '../../verification/report.ts';
import { type Command, commandsFor, FILE_NAMES, type FileNames } from './commands.ts';

export { type Command, FILE_NAMES, type FileNames } from './commands.ts';

/** A file that went into the checks. */
export interface ReportInput {
  /** Its name as it was given. */
  readonly name: string;
  /** The path under which the commands expect it; null for files that the commands extract from another one. */
  readonly place: string | null;
  readonly sha256: string;
}

/** A check with its inputs and how to repeat it. */
export interface ExpertCheck extends Check {
  readonly inputs: readonly ReportInput[];
  /** Empty when the programs named in `programs` cannot repeat it, or when there is nothing to repeat. */
  readonly commands: readonly Command[];
}

/** One certificate, with or without a document. */
export interface ExpertResult {
  readonly verdict: Report['verdict'];
  readonly certificateNumber: string | null;
  readonly recordId: string | null;
  readonly provenTime: string | null;
  readonly deviceTime: string | null;
  /** How each chain and witness of the trust bundle stands; null when none names log and key. */
  readonly policy: Report['policy'];
  /** How the document differs from the sealed one, as far as digests of parts show it. No check depends on it. */
  readonly findings: readonly Finding[];
  readonly inputs: readonly ReportInput[];
  readonly checks: readonly ExpertCheck[];
}

/** The whole report; also the shape of `--report FILE.json`. */
export interface ExpertReport {
  readonly v: 1;
  readonly type: 'notary-desk/expert-report';
  readonly tool: { readonly name: string; readonly version: string };
  /** The clock of the machine that made the report; no verdict depends on it. */
  readonly time: string;
  readonly programs: readonly string[];
  /** Accepted bundles; `compared` is false for one whose fingerprint nobody compared. */
  readonly trust: readonly { readonly name: string; readonly fingerprint: string; readonly compared: boolean }[];
  readonly results: readonly ExpertResult[];
}

/** Inputs for one result. */
export interface ExpertCase {
  readonly report: Report;
  readonly certificate: { readonly name: string; readonly sha256: string | null };
  /** The files that it carries; null when they cannot be read. */
  readonly files: CertificateFiles | null;
  /** Paths of the files, if they are in a pack; otherwise the reader copies them to one folder under fixed names. */
  readonly fileNames?: FileNames;
}

/** Programs that the commands call. */
const PROGRAMS = ['openssl 3', 'sha256sum', 'qpdf', 'pdfdetach', 'sh, printf, cat, sed, grep, cut, head'] as const;

/** Makes the report on these cases. */
export function expertReport(
  cases: readonly ExpertCase[],
  trust: readonly AcceptedBundle[],
  tool: ExpertReport['tool'],
  time: string,
  crypto: Crypto = nobleCrypto,
): ExpertReport {
  return {
    v: 1,
    type: 'notary-desk/expert-report',
    tool,
    time,
    programs: PROGRAMS,
    trust: trust.map(({ bundle, fingerprint, compared }) => ({ name: bundle.name, fingerprint, compared })),
    results: cases.map((one) => result(one, trust, crypto)),
  };
}

function result(
  { report, certificate, files, fileNames = FILE_NAMES }: ExpertCase,
  trust: readonly AcceptedBundle[],
  crypto: Crypto,
) {
  const bundle = trust.find(({ fingerprint }) => fingerprint === report.trustFingerprint) ?? null;
  const inputs = inputsOf(report, certificate, files, bundle, fileNames, crypto);
  const set = report.verdict === 'unreadable' || !files ? null : parseEvidenceSet(files, crypto);
  const commands = set ? commandsOf(set, report, certificate.sha256 !== null, bundle, fileNames, crypto) : {};
  return {
    verdict: report.verdict,
    certificateNumber: report.certificateNumber,
    recordId: report.record?.id ?? null,
    provenTime: report.provenTime,
    deviceTime: report.deviceTime,
    policy: report.policy,
    findings: report.findings,
    inputs,
    checks: report.checks.map((check) => ({
      ...check,
      inputs: inputs.filter(({ name, place }) => INPUTS[check.name].includes(roleOf(place, fileNames) ?? name)),
      commands: commands[check.name] ?? [],
    })),
  };
}

function commandsOf(
  set: EvidenceSet,
  report: Report,
  hasPdf: boolean,
  trust: AcceptedBundle | null,
  fileNames: FileNames,
  crypto: Crypto,
) {
  return commandsFor({ set, hasPdf, hasDocument: report.fileDigest !== null, trust, fileNames, crypto });
}

/** Names and bytes of the three files, and of those of a dossier. */
function carriedFiles(files: CertificateFiles | null): readonly (readonly [string, Uint8Array])[] {
  if (!files) return [];
  const parts = Object.keys(ATTACHMENT_NAMES) as (keyof EvidenceFiles)[];
  const ofDossier = Object.keys(DOSSIER_FILE_NAMES) as (keyof typeof DOSSIER_FILE_NAMES)[];
  return [
    ...parts.map((part) => [ATTACHMENT_NAMES[part], files[part]] as const),
    ...ofDossier.flatMap((part) => {
      const bytes = files.dossier?.[part];
      return bytes ? [[DOSSIER_FILE_NAMES[part], bytes] as const] : [];
    }),
  ];
}

function inputsOf(
  report: Report,
  certificate: ExpertCase['certificate'],
  files: CertificateFiles | null,
  trust: AcceptedBundle | null,
  fileNames: FileNames,
  crypto: Crypto,
): readonly ReportInput[] {
  return [
    ...(certificate.sha256 === null
      ? []
      : [{ name: certificate.name, place: fileNames.certificate, sha256: certificate.sha256 }]),
    ...carriedFiles(files).map(([name, bytes]) => ({ name, place: null, sha256: toHex(crypto.sha256(bytes)) })),
    ...(report.fileDigest === null
      ? []
      : [{ name: report.file ?? fileNames.document, place: fileNames.document, sha256: report.fileDigest }]),
    ...(trust ? [{ name: trust.bundle.name, place: fileNames.trust, sha256: trust.fingerprint }] : []),
  ];
}

/** The fixed name (by role) of the file at this path; null for other files. */
function roleOf(place: string | null, fileNames: FileNames): string | null {
  const role = (Object.keys(FILE_NAMES) as (keyof FileNames)[]).find((one) => fileNames[one] === place);
  return role ? FILE_NAMES[role] : null;
}

const { record, evidence, proof } = ATTACHMENT_NAMES;
const { items, openings } = DOSSIER_FILE_NAMES;

/** Inputs of each check. */
const INPUTS: Readonly<Record<CheckName, readonly string[]>> = {
  attachments: [FILE_NAMES.certificate, record, evidence, proof],
  origin: [record, proof],
  disclosures: [record, evidence],
  inclusion: [record, proof],
  'log-signature': [evidence, proof],
  cosignatures: [evidence, proof],
  anchors: [evidence, proof],
  pending: [evidence, proof],
  page: [FILE_NAMES.certificate, record, evidence, proof],
  document: [FILE_NAMES.document, record],
  facts: [FILE_NAMES.document, evidence],
  items: [record, items],
  totals: [evidence, items],
  openings: [record, openings],
  sample: [record, openings],
  membership: [record, items, openings],
  pools: [record, items],
  'log-key': [evidence, FILE_NAMES.trust],
  policy: [evidence, proof, FILE_NAMES.trust],
};

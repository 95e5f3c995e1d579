import { resolve } from 'node:path';
import { CONTRADICTORY_EXIT, isContradictory } from '../../../trace/certified.ts';
import { exitCode, type Report } from '../../../verification/report.ts';
import { expertReportOn, isReportPath, writeExpertReport } from '../../desk/handover/report/expert.ts';
import { RememberedLogs } from '../../desk/memory.ts';
import { DeskView } from '../../desk/view.ts';
import { isHome } from '../../home/home.ts';
import { type VerifiedPair, verifyFiles } from '../../verify/verify-files.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, deskOptions, programVersion, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { pairLines } from '../print-report.ts';
import { trustFor } from '../trust-option.ts';
import type { Command } from './command.ts';

/** `verify`: needs no home; with `--trust` only those bundles count. */
export const verify: Command = {
  options: {
    trust: { type: 'string', multiple: true },
    'accept-demo': { type: 'boolean' },
    digest: { type: 'string', multiple: true },
    report: { type: 'string' },
  },
  async run(context) {
    const { args, signal } = context;
    if (args.rest.length === 0) throw usage('needs-certificate', { command: 'verify' });
    const out = args.text('report');
    if (out !== null && !isReportPath(out)) throw usage('one-of', { option: '--report', known: 'FILE.pdf, FILE.json' });
    const trust = trustFor(context);
    const view = ownView(context);
    const own = view?.ownRecords ?? null;
    const origin = own?.origin ?? null;
    const pairs = await verifyFiles(args.rest, {
      trust,
      acceptDemo: args.flag('accept-demo'),
      anchorKinds: context.kinds.anchors,
      recordKinds: context.kinds.records,
      firstIsCertificate: true,
      digests: args.texts('digest').map(typedDigest),
      signal,
      known: view?.knownLogs ?? new RememberedLogs(),
      ...(own ? { own } : {}),
    }).finally(() => view?.close());
    if (out !== null) await writeExpertReport(resolve(out), expertReportOn(pairs, trust, programVersion()));
    const known = knownRecords(context, pairs);
    answer(
      context,
      jsonOf(pairs, known),
      pairs.flatMap((pair) => pairLines(context, pair, { known: known.get(pair) ?? null, origin })),
    );
    return Math.max(...pairs.map(codeOf), EXIT.ok);
  },
};

/** A SHA-256 as people type it or copy it from a page, in groups or not. Throws `usage`. */
function typedDigest(typed: string): string {
  const digest = typed.replace(/[\s:]/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digest)) throw usage('not-a-digest', { option: '--digest' });
  return digest;
}

/**
 * The home, if there is one that can be read: it knows which records replace others. Errors were reported when the
 * bundles were read.
 */
function ownView(context: Context): DeskView | null {
  try {
    return isHome(context.home) ? DeskView.open(deskOptions(context)) : null;
  } catch {
    return null;
  }
}

/** The desk's own records of documents that came without a certificate. */
function knownRecords(context: Context, pairs: readonly VerifiedPair[]): ReadonlyMap<VerifiedPair, string> {
  const alone = pairs.filter(
    ({ report, error, trace }) => !error && !trace && (report === null || report.verdict === 'unreadable'),
  );
  if (alone.length === 0 || !isHome(context.home)) return new Map();
  try {
    return withView(context, (view) => {
      const found = alone.map((pair) => [pair, view.knownRecord(pair.documentDigest)] as const);
      return new Map(found.flatMap(([pair, id]) => (id === null ? [] : [[pair, id]])));
    });
  } catch {
    return new Map(); // reported when the bundles were read
  }
}

function codeOf({ report, error, certificate, trace }: VerifiedPair): number {
  if (trace) return isContradictory(trace) ? CONTRADICTORY_EXIT : EXIT.ok;
  if (error || (!report && certificate !== null)) return EXIT.other;
  return report ? exitCode(report) : exitCode({ verdict: 'unreadable', fileChecked: false, findings: [] });
}

type Line = Report & {
  readonly certificate: string | null;
  readonly document: string | null;
  readonly knownRecord: string | null;
};

/** The worst report at the top level, and all of them under `results`; trace packs as a whole under `traces`. */
function jsonOf(pairs: readonly VerifiedPair[], known: ReadonlyMap<VerifiedPair, string>): object {
  const results = pairs.flatMap((pair): Line[] => {
    const { report, certificate, document } = pair;
    return report ? [{ ...report, certificate, document, knownRecord: known.get(pair) ?? null }] : [];
  });
  const errors = pairs.flatMap((pair) => {
    const { report, error, document, certificate, trace } = pair;
    const file = document ?? certificate;
    return report || trace ? [] : [{ file, knownRecord: known.get(pair) ?? null, ...(error ?? NOT_A_CERTIFICATE) }];
  });
  const packs = pairs.flatMap(({ document, trace }) => (trace ? [{ file: document, ...trace }] : []));
  const all = { results, errors, ...(packs.length > 0 ? { traces: packs } : {}) };
  const [first] = results;
  if (!first) return { verdict: null, ...all };
  return { ...results.reduce((worst, one) => (exitCode(one) > exitCode(worst) ? one : worst), first), ...all };
}

const NOT_A_CERTIFICATE = { code: 'not-a-certificate', message: 'this is a document, not a certificate', details: {} };

/** The demonstration: its own home, three sample documents, their certificates, and the results of checking them. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotaryError } from '../../../errors.ts';
import type { FactEdits } from '../../../ports.ts';
import type { Report, Verdict } from '../../../verification/report.ts';
import { groupedHex, thousands } from '../../../words/words.ts';
import { Desk } from '../../desk/desk.ts';
import { makeFolders } from '../../system/folders.ts';
import { answer, type Context, deskOptions, printLines, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { verdictLines } from '../print-report.ts';
import { alterPage } from './alter.ts';

const AMOUNT = '128000.00';
/** The same digits in another order: a change that is easy to miss. */
const FORGED = '182000.00';
const NAMES = ['contract', 'invoice', 'scan'] as const;
type Name = (typeof NAMES)[number];
const SAMPLES: Readonly<Record<Name, string>> = { contract: 'contract.pdf', invoice: 'invoice.xml', scan: 'scan.png' };

/** The files that the demonstration makes. */
interface DemoPaths {
  readonly out: string;
  readonly home: string;
  readonly documents: Readonly<Record<Name, string>>;
}

/** Runs everything and returns 0 when every check had the expected result. */
export async function runDemo(context: Context): Promise<number> {
  const paths = makePaths(context);
  say(context, context.texts.demo.intro, '');
  const holder = {
    name: context.texts.demo.holder,
    creditCode: '91310000MA1EXAMPLY',
    operator: context.texts.demo.operator,
  };
  const options = { ...deskOptions(context), home: paths.home };
  const { desk } = await Desk.init(options, { language: context.language, holder });
  try {
    return await show(context, desk, paths);
  } finally {
    await desk.close();
    rmSync(paths.home, { recursive: true, force: true });
  }
}

function makePaths({ args, texts }: Context): DemoPaths {
  const asked = args.text('out');
  const out = asked === null ? mkdtempSync(join(tmpdir(), 'notary-demo-')) : resolve(asked);
  makeFolders(out);
  const documents = Object.fromEntries(
    NAMES.map((name) => {
      const path = join(out, texts.demo.documents[name].file);
      copyFileSync(fileURLToPath(new URL(`../samples/${SAMPLES[name]}`, import.meta.url)), path);
      return [name, path];
    }),
  ) as Record<Name, string>;
  return { out, home: mkdtempSync(join(tmpdir(), 'notary-demo-home-')), documents };
}

async function show(context: Context, desk: Desk, paths: DemoPaths): Promise<number> {
  const certificates = await makeCertificates(context, desk, paths);
  const bundle = join(paths.out, 'desk.trust.json');
  desk.verification.export(bundle);
  const verdicts = await checkThem(context, desk, paths, certificates);
  const { demo } = context.texts;
  say(context, '', demo.where(paths.out));
  const command = `npm run -s notary -- verify "${certificates.contract}" "${paths.documents.contract}" --trust "${bundle}"`;
  say(context, demo.check(command));
  if (context.json) answer(context, { out: paths.out, certificates, bundle, verdicts }, []);
  return EXPECTED.every(([name, verdict]) => verdicts[name] === verdict) ? EXIT.ok : EXIT.other;
}

async function makeCertificates(
  context: Context,
  desk: Desk,
  paths: DemoPaths,
): Promise<Readonly<Record<Name, string>>> {
  const { demo } = context.texts;
  const items = await desk.intake({ paths: NAMES.map((name) => paths.documents[name]), again: false }).done;
  const ids = items.map(({ recordId, error }) => {
    if (recordId === null)
      throw new NotaryError(error?.code ?? 'internal', error?.message ?? 'a sample was not recorded');
    return recordId;
  });
  for (const [i, name] of NAMES.entries()) {
    await desk.edit({ ids: ids.slice(i, i + 1), facts: sampleFacts(context, name) });
    say(context, demo.added(demo.documents[name].file));
  }
  const { sealed } = await desk.seal();
  say(context, demo.sealed({ count: sealed, root: groupedHex(desk.status().checkpoint?.root ?? '') }));
  const { settings } = desk.status();
  const { certificates, errors } = await desk.certificates.certify(ids, settings.withhold, paths.out);
  const [failed] = errors;
  if (failed) throw new NotaryError(failed.error.code, failed.error.message, failed.error.details);
  for (const { path } of certificates) say(context, demo.certified(basename(path)));
  const pathOf = (i: number) => certificates.find(({ id }) => id === ids[i])?.path ?? '';
  return { contract: pathOf(0), invoice: pathOf(1), scan: pathOf(2) };
}

function sampleFacts({ texts }: Context, name: Name): FactEdits {
  const { demo } = texts;
  const common = { title: demo.documents[name].title, obtained: demo.obtained };
  const parties = ['江南样例贸易有限公司', '北方示例仪器有限公司'];
  const money = { amount: AMOUNT, currency: 'CNY' };
  if (name === 'scan') return { ...common, kind: 'scan', number: 'HT-2026-0117' };
  const isContract = name === 'contract';
  const number = isContract ? 'HT-2026-0117' : 'INV-2026-0117';
  return { ...common, kind: name, number, parties, money, date: isContract ? '2026-11-02' : '2026-11-18' };
}

type Trial = 'right' | 'wrong' | 'altered';
const EXPECTED: readonly (readonly [Trial, Verdict])[] = [
  ['right', 'self-attested'],
  ['wrong', 'different-file'],
  ['altered', 'tampered'],
];

async function checkThem(
  context: Context,
  desk: Desk,
  paths: DemoPaths,
  certificates: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Trial, Verdict>>> {
  const { demo } = context.texts;
  const [from, to] = [thousands(AMOUNT), thousands(FORGED)];
  const altered = certificates.contract.replace(/\.pdf$/, '-altered.pdf');
  writeFileSync(altered, alterPage(readFileSync(certificates.contract), from, to));
  const trials: Readonly<Record<Trial, readonly [string, string, string]>> = {
    right: [demo.right, certificates.contract, paths.documents.contract],
    wrong: [demo.wrong, certificates.contract, paths.documents.invoice],
    altered: [demo.altered({ from, to }), altered, paths.documents.contract],
  };
  const verdicts: Partial<Record<Trial, Verdict>> = {};
  for (const [name, expected] of EXPECTED) {
    const [title, ...files] = trials[name];
    const report = await reportOn(desk, files);
    verdicts[name] = report.verdict;
    const outcome = report.verdict === expected ? demo.asExpected : demo.notAsExpected;
    say(context, '', `── ${title} (${outcome})`, ...verdictLines(context, report).map((line) => `   ${line}`));
  }
  return verdicts as Record<Trial, Verdict>;
}

async function reportOn(desk: Desk, files: readonly string[]): Promise<Report> {
  const [item] = await desk.verification.verify(files);
  if (!item?.report) throw new NotaryError('internal', item?.error?.message ?? 'nothing was verified');
  return item.report;
}

/** The narration goes to stdout, or with `--json` to stderr. */
function say(context: Context, ...lines: readonly string[]): void {
  if (context.json) for (const line of lines) remark(context, line);
  else printLines(context, lines);
}

/** Runs the verifier in `verifier/`, which was written from the format's page alone, and puts ours beside it. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  ATTACHMENT_NAMES,
  type CertificateFiles,
  DOSSIER_FILE_NAMES,
  type EvidenceFiles,
} from '../../core/formats/evidence.ts';
import { type TrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import type { DocumentReading } from '../../core/verification/reading.ts';
import type { CheckState, Verdict } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import { accept, DOCUMENT, type EvidenceOptions, makeEvidence, sampleBundle } from '../core/support/evidence.ts';

const PROGRAM = fileURLToPath(new URL('verifier/verify.py', import.meta.url));

/** What both are asked, under a name of its own. */
export interface Question {
  readonly name: string;
  readonly files: CertificateFiles;
  readonly document: Uint8Array | null;
  readonly trust: readonly TrustBundle[];
  readonly acceptDemo?: boolean;
  /** What readers found in the document. */
  readonly reading?: DocumentReading & { readonly state: 'read' };
}

/** Verdict, "no later than" when it is `proven`, and the state of each check, in their order. */
export interface Answer {
  readonly verdict: Verdict;
  readonly time: string | null;
  readonly checks: readonly (readonly [name: string, state: CheckState])[];
}

/** What this project's verifier says. */
export function ours({ files, document, trust, acceptDemo = false, reading }: Question): Answer {
  const { verdict, checks, provenTime } = verify(files, {
    document: document && { name: 'document', sha256: toHex(nobleCrypto.sha256(document)) },
    trust: trust.map((bundle) => accept(bundle)),
    page: { state: 'not-run', reason: 'no-page' },
    acceptDemo,
    ...(reading ? { reading } : {}),
  });
  const time = verdict === 'proven' ? provenTime : null;
  return { verdict, time, checks: checks.map(({ name, state }) => [name, state]) };
}

/** What the other verifier says and its exit code; no answer when it gave none. */
export interface Said {
  readonly answer: Answer | null;
  readonly code: number | null;
}

interface Printed {
  readonly verdict: Verdict;
  readonly time: string | null;
  readonly checks: readonly { readonly name: string; readonly state: CheckState }[];
}

const answerOf = ({ verdict, time, checks }: Printed): Answer => ({
  verdict,
  time,
  checks: checks.map(({ name, state }) => [name, state] as const),
});

/** One process of it: what it printed and its exit code. */
function python(
  args: readonly string[],
  input = '',
): Promise<{ readonly output: string; readonly code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', (code) => resolve({ output: Buffer.concat(chunks).toString('utf8'), code }));
    // it may end without having read all
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Runs the other one on arguments as they are. */
export async function runPython(args: readonly string[]): Promise<Said> {
  const { output, code } = await python(args);
  return { answer: output ? answerOf(JSON.parse(output)) : null, code };
}

/** The same of many, in one process: most of what one question takes is starting Python. */
export async function runPythonEach(all: readonly (readonly string[])[]): Promise<readonly Said[]> {
  const { output } = await python(['--each'], all.map((args) => `${JSON.stringify(args)}\n`).join(''));
  const said = output.split('\n').slice(0, -1);
  expect(said, 'one answer for each question').toHaveLength(all.length);
  return said.map((line) => {
    const { answer, code } = JSON.parse(line) as { answer: Printed | null; code: number };
    return { answer: answer && answerOf(answer), code };
  });
}

/** Puts the files of a question into a folder of `work`; the other verifier's arguments for it. */
function argumentsOf(question: Question, work: string): readonly string[] {
  const folder = join(work, question.name.replaceAll(/[^a-z0-9]+/gi, '-'));
  mkdirSync(folder);
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  for (const part of ['record', 'evidence', 'proof'] as const) write(ATTACHMENT_NAMES[part], question.files[part]);
  for (const part of ['items', 'openings'] as const) {
    const bytes = question.files.dossier?.[part];
    if (bytes) write(DOSSIER_FILE_NAMES[part], bytes);
  }
  const document = question.document ? [write('document', question.document)] : [];
  const trust = question.trust.flatMap((bundle, i) => ['--trust', write(`${i}.trust.json`, trustBundleBytes(bundle))]);
  const { reading } = question;
  const found = reading ? ['--reading', write('reading.json', utf8(JSON.stringify(reading)))] : [];
  return [folder, ...document, ...trust, ...found, ...(question.acceptDemo ? ['--accept-demo'] : [])];
}

/** What the other verifier says of each question, its files put into a folder of `work`. */
export function theirs(questions: readonly Question[], work: string): Promise<readonly Said[]> {
  return runPythonEach(questions.map((question) => argumentsOf(question, work)));
}

/** Runs jobs, two at a time. */
export async function twoAtATime<T>(jobs: readonly T[], run: (job: T) => Promise<void>): Promise<void> {
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await run(job);
  };
  await Promise.all([worker(), worker()]);
}

/** The exit code of each verdict when a document was given. */
export const CODES = {
  proven: 0,
  'self-attested': 10,
  pending: 11,
  'different-file': 20,
  tampered: 21,
  untrusted: 22,
  unreadable: 23,
  misstated: 25,
} as const;

function codeOf({ document }: Question, verdict: keyof typeof CODES): number {
  return !document && (verdict === 'proven' || verdict === 'self-attested') ? 12 : CODES[verdict];
}

/** Asks both; gives how often each verdict came, so that a test can show that it reached what it was about. */
export async function agree(
  work: string,
  questions: readonly Question[],
): Promise<Partial<Record<keyof typeof CODES, number>>> {
  const count: Partial<Record<keyof typeof CODES, number>> = {};
  const said = await theirs(questions, work);
  for (const [i, question] of questions.entries()) {
    const expected = ours(question);
    expect(said[i], question.name).toEqual({ answer: expected, code: codeOf(question, expected.verdict) });
    count[expected.verdict] = (count[expected.verdict] ?? 0) + 1;
  }
  return count;
}

/** A question about the evidence of the sample desk, its document and its bundle. */
export const ask = (name: string, options: EvidenceOptions, more: Partial<Question> = {}): Question => ({
  name,
  files: makeEvidence(options),
  document: DOCUMENT,
  trust: [sampleBundle()],
  ...more,
});

/** The files with one bit of one of them changed. */
function flipped(files: EvidenceFiles, part: keyof EvidenceFiles, place: number, bit: number): EvidenceFiles {
  const bytes = Uint8Array.from(files[part]);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
  return { ...files, [part]: bytes };
}

/** Questions with single changed bits, spread evenly over each of the three files. */
export function flips(question: Question, each: number): Question[] {
  return (['record', 'evidence', 'proof'] as const).flatMap((part) =>
    Array.from({ length: each }, (_, i) => {
      const place = Math.floor((i * question.files[part].length) / each);
      const bit = (i * 5) % 8;
      const name = `${question.name}, ${part} byte ${place} bit ${bit}`;
      return { ...question, name, files: flipped(question.files, part, place, bit) };
    }),
  );
}

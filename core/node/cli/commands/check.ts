import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { boxExitCode } from '../../../documents/box/totals.ts';
import type { BoxProgress, BoxRow, BoxSheet } from '../../../documents/box/types.ts';
import { NotaryError } from '../../../errors.ts';
import { boxWordsFor } from '../../../words/box.ts';
import { groupedHex } from '../../../words/words.ts';
import { checkBox, sheetFormat, writeSheet } from '../../box/index.ts';
import type { CheckedBox } from '../../box/types.ts';
import { RememberedLogs } from '../../desk/memory.ts';
import { DeskView } from '../../desk/view.ts';
import { isHome } from '../../home/home.ts';
import { fileError } from '../../system/files.ts';
import { usage } from '../arguments.ts';
import { type Context, deskOptions, printLines, programVersion, progress, remark } from '../context.ts';
import { jsonText } from '../terminal.ts';
import { checkTextsFor } from '../texts/check.ts';
import { trustFor } from '../trust-option.ts';
import type { Command } from './command.ts';

/** `check`: a whole box of files; needs no home. */
export const check: Command = {
  options: {
    trust: { type: 'string', multiple: true },
    'accept-demo': { type: 'boolean' },
    out: { type: 'string', multiple: true },
    fresh: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    if (args.rest.length === 0) throw usage('needs-files', { command: 'check' });
    const outputs = args.texts('out').map(outputOf);
    // a mistyped name must not look like an empty box
    const missing = args.rest.find((path) => !lstatSync(path, { throwIfNoEntry: false }));
    if (missing !== undefined) throw fileError('file-missing', missing);
    const box = await checked(context);
    try {
      for (const { path, format } of outputs) await writeSheet(box, format, path, context.language, programVersion());
      if (context.json) printJson(context, box);
      else print(context, box);
      for (const { path } of outputs) remark(context, checkTextsFor(context.language).written(path));
      return boxExitCode(box.sheet.totals);
    } finally {
      box.close();
    }
  },
};

function outputOf(name: string) {
  const format = sheetFormat(name);
  if (format === null) throw usage('one-of', { option: '--out', known: 'FILE.pdf, FILE.xlsx, FILE.csv, FILE.sha256' });
  return { path: resolve(name), format };
}

async function checked(context: Context): Promise<CheckedBox> {
  const { args, signal, language } = context;
  const view = ownView(context);
  const texts = checkTextsFor(language);
  let isResumed = false;
  const onProgress = (now: BoxProgress) => {
    if (now.resumed > 0 && !isResumed) remark(context, texts.resumed(now.resumed));
    isResumed ||= now.resumed > 0;
    progress(context, progressLine(now, context));
  };
  try {
    return await checkBox(args.rest, {
      trust: trustFor(context),
      acceptDemo: args.flag('accept-demo'),
      fresh: args.flag('fresh'),
      signal,
      onProgress,
      known: view?.knownLogs ?? new RememberedLogs(),
      ...(view ? { records: view.ownRecords } : {}),
    });
  } catch (error) {
    if (error instanceof NotaryError && error.code === 'cancelled') remark(context, texts.kept);
    throw error;
  } finally {
    progress(context, '');
    view?.close();
  }
}

function progressLine({ phase, read, certificates, bytes, bytesDone }: BoxProgress, { language }: Context): string {
  const texts = checkTextsFor(language);
  if (phase === 'pairing') return texts.pairing;
  const percent = bytes === 0 ? 0 : Math.floor((100 * bytesDone) / bytes);
  return texts.progress({ read, certificates, percent });
}

/** The home, if there is one that can be read; errors are reported when the bundles are read. */
function ownView(context: Context): DeskView | null {
  try {
    return isHome(context.home) ? DeskView.open(deskOptions(context)) : null;
  } catch {
    return null;
  }
}

/** Row by row, so that memory does not grow with the sheet. */
function printJson({ terminal }: Context, { sheet, rows }: CheckedBox): void {
  terminal.out('{"rows": [');
  let separator = '\n';
  for (const row of rows()) {
    terminal.out(`${separator}${jsonText(jsonRow(row))}`);
    separator = ',\n';
  }
  terminal.out(`\n],\n"totals": ${jsonText(sheet.totals)},\n"boxDigest": "${sheet.boxDigest}"}\n`);
}

function jsonRow({ file, certificate, state, proof, ...rest }: BoxRow): object {
  return { file, certificate, verdict: state, ...rest, proof };
}

const MOST = 200;

function print(context: Context, box: CheckedBox): void {
  const { language } = context;
  const [words, texts] = [boxWordsFor(language), checkTextsFor(language)];
  printLines(context, headLines(box.sheet, context));
  let shown = 0;
  let more = 0;
  for (const row of box.rows()) {
    if (row.state === 'proven') continue;
    if (shown >= MOST) more++;
    else printLines(context, rowLines(row, context));
    shown++;
  }
  if (shown === 0 && box.sheet.totals.rows > 0) printLines(context, [texts.allProven]);
  if (more > 0) printLines(context, [texts.more(more)]);
  if (box.sheet.totals.certificates > 0) remark(context, words.pagesNotCompared);
}

function headLines({ totals, boxDigest }: BoxSheet, { language }: Context): readonly string[] {
  const words = boxWordsFor(language);
  const counts = words.stateCounts(totals.states).filter(({ count }) => count > 0);
  return [
    `${words.files}: ${totals.files}   ${words.certificates}: ${totals.certificates}   ${words.containers}: ${totals.containers}`,
    `${words.boxDigest}: ${groupedHex(boxDigest)}`,
    ...counts.map(({ title, count }) => `  ${String(count).padStart(7)}  ${title}`),
  ];
}

function rowLines(row: BoxRow, { language }: Context): readonly string[] {
  const words = boxWordsFor(language);
  const remarked = words.remark(row);
  const name = [row.file, row.certificate].filter((part) => part !== null).join('  ←  ');
  return [`${words.states[row.state]}  ${name}${remarked === '' ? '' : `  (${remarked})`}`];
}

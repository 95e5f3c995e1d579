/** Files of connections on the command line: what they are, what they leave open, and asking for it in a terminal. */
import { resolve } from 'node:path';
import { type AnswerFault, type AnswerForm, FOREIGN_LIMITS, type SeenFile } from '../connectors/foreign/import.ts';
import { shownPlan } from '../desk/chain-import.ts';
import type { AskedQuestion, ChainPlan, ChainWish } from '../desk/connect-types.ts';
import type { Desk } from '../desk/desk.ts';
import type { ChainCandidate } from '../desk/types.ts';
import { readSmallText } from '../system/small-file.ts';
import { type OptionShapes, usage } from './arguments.ts';
import { answer, type Context, remark } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { errorLine } from './print.ts';
import { isAttended, readHidden, readLine } from './secret.ts';
import { connectionTextsFor } from './texts/connection.ts';

/** Options with which questions are answered. */
export const ANSWER_OPTIONS = {
  answer: { type: 'string', multiple: true },
  'answer-file': { type: 'string', multiple: true },
} as const satisfies OptionShapes;

type Asking = Extract<ChainPlan, { readonly candidate: unknown }>;

/** A plan that leaves nothing open. */
export type ReadyPlan = Asking & { readonly candidate: ChainCandidate };

/** The files and the answers of the command line. Throws `usage`, and a `file-…` error. */
export function wishOf({ args }: Context, files: readonly string[]): ChainWish {
  const answers: Record<string, string> = {};
  const add = (given: string, read: (value: string) => string) => {
    const at = given.indexOf('=');
    if (at < 1) throw usage('form', { form: '--answer NAME=VALUE' });
    const name = given.slice(0, at);
    const value = read(given.slice(at + 1));
    // said more than once: several lines
    answers[name] = answers[name] === undefined ? value : `${answers[name]}\n${value}`;
  };
  for (const given of args.texts('answer')) add(given, (value) => value);
  for (const given of args.texts('answer-file'))
    add(given, (value) => readSmallText(resolve(value), FOREIGN_LIMITS.answer).trim());
  return { paths: files.map((file) => resolve(file)), answers: { texts: answers, files: answers } };
}

/**
 * Plans until nothing is open, asking in a terminal; what is still open is printed, and null returned. Throws what
 * `Chains.plan` throws.
 */
export async function settle(
  context: Context,
  desk: Desk,
  wish: ChainWish,
): Promise<{ readonly plan: ReadyPlan; readonly wish: ChainWish } | null> {
  let now = wish;
  for (;;) {
    const plan = shownPlan(desk.chains.plan(now));
    if ('candidate' in plan && plan.candidate) return { plan: { ...plan, candidate: plan.candidate }, wish: now };
    const isAsking = 'questions' in plan && isAttended() && !context.json;
    const answered = isAsking ? await asked(context, plan) : null;
    if (answered === null) {
      answer(context, { plan }, openLines(context, plan));
      return null;
    }
    const answers = { ...now.answers.texts, ...answered };
    now = { ...now, answers: { texts: answers, files: answers } };
  }
}

/** The exit code of a plan that was printed because it leaves something open. */
export const OPEN = EXIT.usage;

async function asked(context: Context, plan: Asking): Promise<Readonly<Record<string, string>>> {
  const { questions, faults, missing } = plan;
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const fault = faults[question.name];
    if (!fault && !missing.includes(question.name)) continue;
    if (fault) remark(context, `  ✕ ${faultText(context, fault)}`);
    answers[question.name] = await askFor(context, question);
  }
  return answers;
}

/** Empty where nothing was typed, which is asked again when it is needed. */
async function askFor({ language }: Context, question: AskedQuestion): Promise<string> {
  const { label, help, form } = question;
  const texts = connectionTextsFor(language);
  const more = form.is === 'lines' ? texts.lines : hintOf(form, texts);
  const prompt = [`${label[language]}${more === '' ? '' : ` (${more})`}`, ...(help ? [`  ${help[language]}`] : [])];
  if (form.is === 'secret') return readHidden(`${prompt.join('\n')}\n> `);
  if (form.is !== 'lines') return readLine(`${prompt.join('\n')}\n> `);
  const lines: string[] = [];
  for (let next = `${prompt.join('\n')}\n> `; ; next = '> ') {
    const line = (await readLine(next)).trim();
    if (line === '') return lines.join('\n');
    lines.push(line);
  }
}

function hintOf(form: AnswerForm, texts: ReturnType<typeof connectionTextsFor>): string {
  if (form.is === 'file') return texts.file;
  return form.is === 'choice' ? `${texts.oneOf} ${form.choices.map(({ value }) => value).join(', ')}` : '';
}

const faultText = ({ words, language }: Context, fault: AnswerFault): string =>
  'says' in fault ? fault.says[language] : errorLine(words, fault.error);

const fileLines = (files: readonly SeenFile[], { language }: Context) =>
  files.map(({ name, title }) => `  ${name}: ${title[language]}`);

/** What the files are, and what is open. */
function openLines(context: Context, plan: ChainPlan): readonly string[] {
  const { language } = context;
  const texts = connectionTextsFor(language);
  if (plan.state === 'unknown')
    return [
      texts.unknown,
      ...fileLines(plan.files, context),
      texts.expected,
      ...plan.expected.map((one) => `  ${one[language]}`),
    ];
  const title = plan.title[language];
  if (plan.state === 'refused')
    return [texts.refused(title), ...fileLines(plan.files, context), `  ${plan.says[language]}`];
  const open = plan.questions.filter(({ name }) => plan.missing.includes(name) || plan.faults[name]);
  return [
    texts.recognised(title),
    ...fileLines(plan.files, context),
    texts.missing,
    ...open.flatMap((question) => questionLines(context, question, plan.faults[question.name])),
    texts.howTo,
  ];
}

function questionLines(context: Context, question: AskedQuestion, fault?: AnswerFault): readonly string[] {
  const { name, label, help, form } = question;
  const { language } = context;
  const hint = hintOf(form, connectionTextsFor(language));
  return [
    `  ${name}: ${label[language]}${hint === '' ? '' : ` (${hint})`}`,
    ...(help ? [`    ${help[language]}`] : []),
    ...(fault ? [`    ✕ ${faultText(context, fault)}`] : []),
  ];
}

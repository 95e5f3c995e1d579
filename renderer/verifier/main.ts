/** The checker page: one file, no network. Drop certificates, documents and trust bundles; read the verdict. */

import { errorCode } from '../../core/errors.ts';
import { toGroups } from '../../core/formats/bytes.ts';
import { boxWordsFor } from '../../core/words/box.ts';
import { type Language, wordsFor } from '../../core/words/words.ts';
import { type BoxProgress, BoxSection } from './box/box-section.ts';
import { chosen, dropped, type Given, isBox } from './box/given.ts';
import { Doctor } from './doctor/doctor.ts';
import { h, render } from './dom.ts';
import { saveExpertReport } from './expert.ts';
import { type Progress, readAll, readBundle } from './reading.ts';
import { Session } from './session.ts';
import { isShare } from './share.ts';
import { stringsFor } from './strings.ts';
import type { ViewContext } from './view/context.ts';
import { foldedResult, resultView } from './view/result.ts';
import { traceView } from './view/trace.ts';
import { trustView } from './view/trust.ts';

declare const __CHECKER_VERSION__: string;

const session = new Session();
let language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let progress: Progress | null = null;
/** Progress of a box. */
let boxProgress: BoxProgress | null = null;
const box = new BoxSection({ trust: () => session.trust(), offer: offerBundle, changed: () => drawBox() });
let reading: AbortController | null = null;
/** Name of the document being compared. */
let looking: string | null = null;
let doctor: Doctor | null = null;

function context(): ViewContext {
  const now = Date.now();
  return {
    words: wordsFor(language),
    strings: stringsFor(language),
    boxWords: boxWordsFor(language),
    offsetMinutes: -new Date(now).getTimezoneOffset(),
    now,
    toTrust: session.bundles.some(({ accepted }) => accepted === 'no') ? showTrust : null,
  };
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

function draw(): void {
  const view = context();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = view.strings.title;
  render(place('head'), ...head(view));
  render(place('drop'), ...dropArea(view));
  drawProgress();
  drawBox();
  const outcomes = session.outcomes();
  document.body.classList.toggle('answered', outcomes.length > 0);
  const packs = session.packs();
  const isFolded = packs.length > 0;
  render(
    place('results'),
    ...packs.map((pack) => traceView(pack, view)),
    ...outcomes.map((outcome) => (isFolded ? foldedResult(outcome, view) : resultView(outcome, view))),
  );
  render(place('trust'), trustView(session.bundles, accept, view));
  render(place('typed'), !session.isEmpty && digestField(view.strings));
  render(place('foot'), h('p', {}, view.strings.checkerVersion(__CHECKER_VERSION__)), h('p', {}, view.strings.origin));
}

/** `all` puts every row on the page, for printing. */
function drawBox(all = false): void {
  const nodes = box.view(context(), all);
  document.body.classList.toggle('wide', nodes.length > 0);
  render(place('box'), ...nodes);
}

function head({ strings }: ViewContext): Node[] {
  const choose = (wanted: Language, label: string) =>
    h(
      'button',
      {
        type: 'button',
        id: `lang-${wanted}`,
        lang: wanted,
        'aria-pressed': String(language === wanted),
        onClick: () => setLanguage(wanted),
      },
      label,
    );
  return [
    h('h1', {}, strings.title),
    h('div', { role: 'group', 'aria-label': strings.theme }, choose('zh', '中文'), choose('en', 'English')),
    h('p', { class: 'intro' }, strings.intro),
  ];
}

function dropArea(view: ViewContext): (Node | false)[] {
  const { strings } = view;
  const input = h('input', {
    type: 'file',
    multiple: true,
    id: 'files',
    class: 'visually-hidden',
    onChange: () => void take(chosen(input.files)),
  });
  const folder = h('input', {
    type: 'file',
    webkitdirectory: true,
    id: 'folder',
    class: 'visually-hidden',
    onChange: () => void take(chosen(folder.files)),
  });
  const isNew = session.isEmpty && box.isEmpty;
  const missing = session.missingAttachments;
  const notes = [h('p', { class: 'note' }, strings.more), h('p', { class: 'note' }, strings.boxMore)];
  place('drop').classList.toggle('small', !isNew);
  return [
    isNew && h('p', { class: 'big' }, strings.drop),
    input,
    h('label', { for: 'files', class: 'button' }, strings.choose),
    folder,
    h('label', { for: 'folder', class: 'button quiet' }, strings.chooseFolder),
    ...(isNew ? notes : again(view)),
    ...(missing.length > 0 ? [h('p', { role: 'status' }, strings.missing(missing.join(', ')))] : []),
    // once there is an answer, it stands higher than what else there is
    !isNew && h('details', { class: 'more' }, h('summary', {}, strings.whatElse), notes),
  ];
}

/** What can be done once there is an answer. */
function again({ strings, toTrust }: ViewContext): readonly (Node | false)[] {
  const button = (id: string, text: string, onClick: () => void) => h('button', { type: 'button', id, onClick }, text);
  return [
    button('clear', strings.clear, clear),
    button('print', strings.print, () => window.print()),
    !session.isEmpty && button('expert', strings.expert, () => saveExpertReport(session, __CHECKER_VERSION__)),
    !box.isEmpty && toTrust !== null && button('to-trust', strings.toTrust, toTrust),
  ];
}

/** For users without the file: its digest, from a list or from paper. */
function digestField(strings: ViewContext['strings']): Node {
  const input = h('input', {
    type: 'text',
    id: 'digest',
    autocomplete: 'off',
    spellcheck: 'false',
    onInput: () => input.setCustomValidity(''),
  });
  const compare = (event: Event) => {
    event.preventDefault();
    const sha256 = input.value.replace(/[\s:]/g, '').toLowerCase();
    if (/^[0-9a-f]{64}$/.test(sha256)) {
      input.value = '';
      session.add({
        kind: 'document',
        name: `SHA-256 ${toGroups(sha256, 8)}`,
        sha256,
        file: null,
        damage: null,
        unread: null,
      });
      draw();
    } else {
      input.setCustomValidity(strings.digestWrong);
      input.reportValidity();
    }
  };
  return h(
    'form',
    { class: 'digest', onSubmit: compare },
    h('label', { for: 'digest' }, strings.digestTyped),
    input,
    h('button', { type: 'submit', id: 'digest-compare' }, strings.digestCompare),
  );
}

function drawProgress(): void {
  const { strings } = context();
  if (boxProgress) {
    const { name, files, percent } = boxProgress;
    drawWork(strings.boxRead(name, files, percent), percent, () => reading?.abort());
  } else if (progress) {
    const percent = progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100);
    drawWork(strings.reading(progress.name, percent), percent, () => reading?.abort());
  } else if (looking !== null) drawWork(strings.looking(looking), null, () => doctor?.stop());
  else render(place('progress'));
}

/** A progress bar with a label and a cancel button; `percent` is null when unknown. */
function drawWork(text: string, percent: number | null, stop: () => void): void {
  render(
    place('progress'),
    h('progress', { max: 100, value: percent, 'aria-label': text }),
    h('span', {}, text),
    h('button', { type: 'button', id: 'cancel', onClick: stop }, context().strings.cancel),
  );
}

function setLanguage(wanted: Language): void {
  language = wanted;
  draw();
}

function accept(fingerprint: string, accepted: Parameters<Session['accept']>[1]): void {
  session.accept(fingerprint, accepted);
  draw();
  // what it changes is what somebody has accepted it for
  if (accepted !== 'no') showAnswer(true);
}

/** Brings the first answer to the top of the window, unless it can be seen already; `focus` also puts the keyboard there. */
function showAnswer(focus: boolean): void {
  const title = document.querySelector<HTMLElement>('#results h2, #box h2');
  if (title === null) return;
  if (focus) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
  const { top, bottom } = title.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) (title.closest('.result') ?? title).scrollIntoView({ block: 'start' });
}

function showTrust(): void {
  const trust = place('trust');
  trust.scrollIntoView({ block: 'start' });
  trust.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
}

function clear(): void {
  reading?.abort();
  session.clear();
  box.clear();
  doctor?.stop();
  draw();
}

/** Reads files one after another; files read before a cancel are kept. */
async function take(given: Given): Promise<void> {
  if (given.files.length + given.closed.length === 0) return;
  reading?.abort();
  const mine = new AbortController();
  reading = mine;
  place('results').setAttribute('aria-busy', 'true');
  try {
    if (isBox(given) && !(await isShare(given))) await box.read(given, mine.signal, showBoxProgress);
    else
      for (const { file } of given.files) {
        for (const one of await readAll(file, showProgress, mine.signal)) session.add(one);
        draw();
      }
  } catch (error) {
    if (errorCode(error) !== 'cancelled') throw error;
  } finally {
    if (reading === mine) {
      reading = null;
      progress = null;
      boxProgress = null;
    }
    draw();
    showAnswer(false);
    await lookInto();
  }
}

/** Lets the doctor compare differing documents and read the others again, one at a time; the page is busy until then. */
async function lookInto(): Promise<void> {
  if (looking !== null || reading) return;
  for (let open = session.nextQuestion(); open && doctor; open = session.nextQuestion()) {
    looking = open.document;
    drawProgress();
    if ('recorded' in open) session.stated(open.recorded.sha256, await doctor.readAgain(open.recorded));
    else session.explain(open.key, await doctor.ask(open.differing));
    looking = null;
    draw();
    if (reading) return; // resumed after these files are read
  }
  if (!reading) place('results').setAttribute('aria-busy', 'false');
}

let drawnAt = 0;

/** At most ten times a second: a screen reader should not hear every slice. */
function showProgress(now: Progress): void {
  progress = now;
  drawSometimes();
}

function showBoxProgress(now: BoxProgress): void {
  boxProgress = now;
  drawSometimes();
}

function drawSometimes(): void {
  if (Date.now() - drawnAt < 100) return;
  drawnAt = Date.now();
  drawProgress();
}

function listen(): void {
  // parts folded on the screen are printed too
  window.addEventListener('beforeprint', () => {
    drawBox(true);
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.notices)')) details.open = true;
  });
  window.addEventListener('afterprint', () => drawBox());
  const area = document.body;
  area.addEventListener('dragover', (event) => {
    event.preventDefault();
    area.classList.add('over');
  });
  area.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) area.classList.remove('over');
  });
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    area.classList.remove('over');
    void dropped(event.dataTransfer).then(take);
  });
}

/** A bundle found in a box is offered like one dropped alone; an unreadable one is just a file. */
function offerBundle(name: string, bytes: Uint8Array): void {
  try {
    const found = readBundle(name, bytes);
    if (found.kind === 'bundle') session.offer(found.bundle, found.fingerprint, false);
  } catch (error) {
    if (errorCode(error) === 'internal') throw error;
  }
}

/** A bundle built into the page by the sender is offered, never accepted automatically. */
function offerBuiltIn(): void {
  const text = document.getElementById('built-in-trust')?.textContent ?? 'null';
  if (text === 'null') return;
  const dropped = readBundle('built-in.trust.json', new TextEncoder().encode(text));
  if (dropped.kind === 'bundle') session.offer(dropped.bundle, dropped.fingerprint, true);
}

/** Starts the page; `script` is this program's own text, for the thread that looks into documents. */
export function startPage(script: string): void {
  doctor = new Doctor(script);
  offerBuiltIn();
  listen();
  draw();
}

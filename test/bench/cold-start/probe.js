// Loaded before the program that is measured, into the same process: tells the bench when its window is on the screen.
import { app } from 'electron';

const tell = (mark) => process.stdout.write(`MARK ${mark} ${Date.now()}\n`);

/** Resolves when the page shows something that a person can use. */
const firstControl = `new Promise((resolve) => {
  const found = () => document.querySelector('button, input') !== null;
  if (found()) return resolve(null);
  new MutationObserver((_changes, observer) => {
    if (!found()) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(null));
  }).observe(document, { childList: true, subtree: true });
})`;

app.once('browser-window-created', (_event, window) => {
  const shown = new Promise((resolve) => window.once('show', resolve)).then(() => tell('shown'));
  const usable =
    process.env.BENCH_CONTROLS === '1'
      ? new Promise((resolve) => window.webContents.once('dom-ready', resolve))
          .then(() => window.webContents.executeJavaScript(firstControl))
          .then(() => tell('usable'))
      : undefined;
  void Promise.all([shown, usable]).then(() => app.exit(0));
});

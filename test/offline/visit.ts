/** Opens a page, gives it files, and waits until it is done: a program of its own, so that strace can follow it. */
import { pathToFileURL } from 'node:url';
import { ENGINES, until } from '../verifier/support/browsers.ts';

const [, , name, page = '', ...files] = process.argv;
const engine = ENGINES.find((one) => one.name === name);
if (!engine) throw new Error(`no engine ${name}`);
const browser = await engine.launch();
const tab = await browser.open(pathToFileURL(page).href);
await tab.choose(files);
const done = `document.querySelector('#results').getAttribute('aria-busy') === 'false'`;
await until(tab, `document.querySelector('.banner') !== null && ${done}`);
process.stdout.write(String(await tab.evaluate(`document.querySelectorAll('.banner').length`)));
await tab.close();
await browser.close();

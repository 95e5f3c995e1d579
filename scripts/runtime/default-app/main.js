// Stands in for the default app that Electron brings: `electron FOLDER [ARGUMENTS]` runs the program in FOLDER.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version ?? '0.0.0');
app.setAppPath(folder);
app.setPath('userData', join(app.getPath('appData'), app.getName()));
// awaited, so that Electron holds back "ready" until the program's own module has run
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);

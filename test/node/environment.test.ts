import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '../../core/node/system/clock.ts';
import { closeEnvironment, environment, VARIABLES } from '../../core/node/system/environment.ts';
import { adoptTestPackage } from '../../electron/test-package.ts';
import { readSource, sourceFiles } from '../structure/source.ts';
import { scratch } from './support/cli.ts';

describe('the list of variables', () => {
  it('is the one of docs/threat-model.md', () => {
    const [, page = ''] = readSource('docs/threat-model.md').split('\n## The environment\n');
    const rows = [...(page.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \| [^|]+ \| (heeded|removed) \|$/gm)];
    expect(rows.map(([, name, packaged]) => [name, packaged])).toEqual(
      Object.entries(VARIABLES).map(([name, { packaged }]) => [name, packaged]),
    );
  });
});

describe('a packaged app', () => {
  const hostile = { NOTARY_SQLITE_BINDING: '/tmp/evil.node', NOTARY_OLD_RUNTIME: '1', NOTARY_FONTS: '/tmp/fonts' };
  const before = { ...process.env };
  beforeEach(() => void Object.assign(process.env, hostile, { NOTARY_HOME: '/home/wang/desk' }));
  afterEach(() => {
    for (const name of Object.keys(VARIABLES)) delete process.env[name];
    Object.assign(process.env, before);
  });

  it('loses what could make it load other files than its own, and keeps what its user may choose', () => {
    closeEnvironment();
    for (const name of Object.keys(hostile)) expect(process.env).not.toHaveProperty(name);
    expect(environment.NOTARY_HOME).toBe('/home/wang/desk');
  });

  it('gets no addon but one that its own build put beside it, which marks a package for tests', () => {
    const [shipped, forTests] = [scratch('resources-'), scratch('resources-')];
    mkdirSync(join(forTests, 'test-only'));
    writeFileSync(join(forTests, 'test-only/better_sqlite3.node'), '');
    closeEnvironment();
    adoptTestPackage(shipped);
    expect(environment.NOTARY_SQLITE_BINDING).toBeUndefined();
    expect(environment.NOTARY_OLD_RUNTIME).toBeUndefined();
    adoptTestPackage(forTests);
    expect(environment.NOTARY_SQLITE_BINDING).toBe(join(forTests, 'test-only/better_sqlite3.node'));
  });

  it('does so before anything else', () => {
    const [first, second] = readSource('electron/main.ts')
      .split('\n')
      .filter((line) => /^(?!import |\/\*\*|$)/.test(line));
    expect(first).toBe('if (app.isPackaged) closeEnvironment();');
    expect(second).toBe('adoptTestPackage(process.resourcesPath);');
  });
});

describe('programs of the system', () => {
  it('are started by fixed paths, whatever the environment says', () => {
    const started = [...readSource('core/node/system/clock.ts').matchAll(/\bask\(\s*([^,\s]+),/g)].map(
      ([, what]) => what,
    );
    expect(started).toEqual(["'/usr/bin/timedatectl'", "'C:\\\\Windows\\\\System32\\\\w32tm.exe'"]);
    expect(readSource('core/node/system/clock.ts')).not.toMatch(/environment\.ts|process\.env/);
  });

  it.runIf(process.platform === 'linux')('even when PATH leads to another first', async () => {
    const [folder, before] = [scratch('path-'), process.env.PATH];
    writeFileSync(join(folder, 'timedatectl'), `#!/bin/sh\necho run > ${join(folder, 'run')}\necho yes\n`, {
      mode: 0o755,
    });
    process.env.PATH = `${folder}:${before}`;
    try {
      await new SystemClock().refresh();
    } finally {
      process.env.PATH = before;
    }
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });

  it('and nothing else starts programs by their names', () => {
    const files = [...sourceFiles('core'), ...sourceFiles('electron')];
    const starting = files.filter((file) => /^import (?!type)[^;]*'node:child_process'/m.test(readSource(file)));
    // a clock is asked, a mail is opened (on Linux alone), and a reader is Node itself
    expect(starting).toEqual(['core/node/doctor/fork.ts', 'core/node/system/clock.ts', 'electron/mail.ts']);
  });
});

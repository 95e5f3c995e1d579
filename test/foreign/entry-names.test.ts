/** Names that are handed over, judged by Python as a program of Windows: none is a device, and none is changed when unpacked. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryName } from '../../core/handover/entry-name.ts';
import { needs } from './pdf-programs.ts';

const ask = `
import json, sys, zipfile
from pathlib import PureWindowsPath
def spoilt(name):
    path = PureWindowsPath(name)
    # PureWindowsPath.parts tells drives, streams and separators; a name of Windows ends in no dot or space
    return (path.is_reserved() or path.parts != (name,) or name[-1] in ". "
            or zipfile.ZipFile._sanitize_windows_name(name, "\\\\") != name)
print(json.dumps([name for name in json.load(sys.stdin) if spoilt(name)]))
`;

const DEVICES = [
  'con',
  'PRN',
  'Aux',
  'nul',
  'CONIN$',
  'conout$',
  'com1',
  'LPT9',
  'COM\u00b9',
  'lpt\u00b2',
  'com\u00b3',
];
const devices = fc
  .tuple(
    fc.constantFrom('', ' ', '.', '\u00a0'),
    fc.constantFrom(...DEVICES),
    fc.constantFrom('', ' ', '.', ' .', '. ', '..', '\u00a0', ':', ':x', '/', '\\'),
    fc.constantFrom('', 'pdf', '.pdf', 'tar.gz', ' '),
  )
  .map((parts) => parts.join(''));
const names = fc.oneof(devices, fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 300 }));

it('are taken by Windows as they are', (context) => {
  needs(context, 'python3');
  const typed = [...fc.sample(names, { numRuns: 5000, seed: 20261130 }), ...DEVICES];
  const spoilt = (list: readonly string[]) =>
    JSON.parse(execFileSync('python3', ['-W', 'ignore', '-c', ask], { input: JSON.stringify(list) }).toString());
  // the judge sees what is wrong with the names as they came
  expect(spoilt(DEVICES)).toEqual(DEVICES);
  expect(spoilt(typed.map((name) => entryName(name)))).toEqual([]);
});

// What was said about a file before sealing is still there after a restart, and gone once the record is sealed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { WarningList } from '../../core/node/desk/warning-list.ts';

let dir: string;
let desk: Desk;
const at = (name: string) => join(dir, name);
const options = (): DeskOptions => ({ home: at('home'), version: '9.9.9', oldRuntime: false, program: 'test' });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'warnings-'));
});
afterEach(async () => {
  await desk?.close();
  rmSync(dir, { recursive: true, force: true });
});

it('warnings survive a restart and end with the sealing', async () => {
  const holder = { name: 'Blue Sea', creditCode: null, operator: null };
  ({ desk } = await Desk.init(options(), { language: 'en', holder }));
  const shortcut = 'contract.lnk';
  writeFileSync(at(shortcut), 'points somewhere else');
  writeFileSync(at('plain.txt'), 'nothing to say about this one');
  const items = await desk.intake({ paths: [at(shortcut), at('plain.txt')], again: false }).done;
  const id = items.find(({ file }) => file === shortcut)?.recordId ?? '';
  const said = { [id]: [{ code: 'shortcut', detail: '' }] };
  expect(desk.warnings()).toMatchObject(said);
  expect(Object.keys(desk.warnings())).toEqual([id]);
  await desk.close();
  desk = await Desk.open(options());
  expect(desk.warnings()).toMatchObject(said);
  // it waits until somebody decides
  await desk.seal();
  expect(desk.warnings()).toMatchObject(said);
  await desk.confirm([id], true);
  await desk.seal();
  expect(desk.warnings()).toEqual({});
});

it('a list that cannot be read, or of a newer version, is no list; nothing is written without a warning', () => {
  for (const text of ['{', '[]', '{"a":[{"code":"from-the-future","detail":""}]}']) {
    writeFileSync(at('warnings.json'), text);
    expect(new WarningList(at('warnings.json'), () => true).all()).toEqual({});
  }
  new WarningList(at('none.json'), () => true).add([]);
  expect(existsSync(at('none.json'))).toBe(false);
});

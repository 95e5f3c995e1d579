import { expect, test } from 'vitest';
import { Trouble } from '../../scripts/lib/project.ts';
import { refuseToShip } from '../../scripts/package.ts';

const old = { version: '33.2.1', fallback: true };
const current = { version: '45.4.1', fallback: false };

test('nothing that is handed out is made with an Electron that is for tests', () => {
  for (const target of ['AppImage', 'deb', 'nsis', 'dmg']) expect(() => refuseToShip(old, [target])).toThrow(Trouble);
  expect(() => refuseToShip(old, ['dir', 'deb'])).toThrow('deb');
});

test('an unpacked folder may be made with it, and everything with the current one', () => {
  expect(() => refuseToShip(old, ['dir'])).not.toThrow();
  expect(() => refuseToShip(current, ['AppImage', 'deb', 'dir'])).not.toThrow();
  expect(() => refuseToShip(undefined, ['nsis'])).not.toThrow();
});

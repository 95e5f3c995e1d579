/** The page beside a choice: the very bytes that would be sent, made for nobody. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { errorCode } from '../../core/errors.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { testFolder } from './support/folder.ts';

async function opened() {
  const dir = testFolder();
  const holder = { name: 'Blue Sea Lantern', creditCode: null, operator: 'Quintessa' };
  const options = { home: join(dir, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  onTestFinished(() => desk.close());
  writeFileSync(join(dir, 'a.txt'), 'the document');
  const [item] = await desk.intake({ paths: [join(dir, 'a.txt')], again: false }).done;
  await desk.seal();
  return { dir, desk, id: item?.recordId ?? '' };
}

it('is the certificate that this choice gives, and none that was issued', async () => {
  const { dir, desk, id } = await opened();
  const page = await desk.certificates.preview(id, ['operator']);
  expect(desk.record(id)).toMatchObject({
    certificates: [],
    timeline: expect.not.arrayContaining([{ kind: 'certified' }]),
  });
  const out = join(dir, 'out');
  mkdirSync(out);
  await desk.certificates.certify([id], ['operator'], out);
  const [file = ''] = readdirSync(out);
  expect(Buffer.compare(page, readFileSync(join(out, file)))).toBe(0);
  expect(desk.record(id).certificates).toHaveLength(1);
});

it('of several choices only the last one is made', async () => {
  const { desk, id } = await opened();
  const asked = [['operator'], ['fileName'], []].map((withhold) =>
    desk.certificates.preview(id, withhold).then(
      () => 'made',
      (error) => errorCode(error),
    ),
  );
  expect(await Promise.all(asked)).toEqual(['cancelled', 'cancelled', 'made']);
});

it('is refused for what has no certificate', async () => {
  const { desk } = await opened();
  await expect(desk.certificates.preview('019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b', [])).rejects.toThrow(/no record/);
});

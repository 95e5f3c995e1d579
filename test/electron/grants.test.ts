import { expect, test } from 'vitest';
import { Grants } from '../../electron/grants.ts';

const refused = expect.objectContaining({ code: 'bad-input', details: { reason: 'not-chosen' } });
const thrown = (work: () => void): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
};

test('a chosen folder opens all that is in it, and nothing beside it', () => {
  const grants = new Grants();
  grants.chosen('/home/clerk/in');
  expect(thrown(() => grants.mayRead(['/home/clerk/in', '/home/clerk/in/a/b.pdf', '/home/clerk/in/./c']))).toBeNull();
  for (const path of ['/home/clerk', '/home/clerk/inner', '/home/clerk/in/../x', '/', '/home/clerk/in/../../x'])
    expect(thrown(() => grants.mayRead(['/home/clerk/in', path]))).toEqual(refused);
});

test('reading, writing and revealing are different rights', () => {
  const grants = new Grants();
  grants.chosen('/read');
  grants.target('/write');
  grants.shown('/shown/a.pdf');
  expect(thrown(() => grants.mayWrite('/write/sub'))).toBeNull();
  expect(thrown(() => grants.mayWrite('/read'))).toEqual(refused);
  expect(thrown(() => grants.mayRead(['/write']))).toEqual(refused);
  expect(thrown(() => grants.mayRead(['/shown/a.pdf']))).toEqual(refused);
  for (const path of ['/read/x', '/write/x', '/shown/a.pdf']) expect(thrown(() => grants.mayReveal(path))).toBeNull();
  expect(thrown(() => grants.mayReveal('/shown/b.pdf'))).toEqual(refused);
});

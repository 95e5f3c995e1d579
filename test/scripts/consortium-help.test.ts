/** What the command line of a test network says before it does anything. */
import { onTestFinished, test, vi } from 'vitest';
import { NotaryError } from '../../core/errors.ts';
import { registerDesk } from '../../scripts/consortium/commands.ts';
import { main } from '../../scripts/consortium/main.ts';

function printed(stream: NodeJS.WriteStream) {
  const write = vi.spyOn(stream, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return () => write.mock.calls.map(([text]) => String(text)).join('');
}

test.for([
  ['en', 'Usage'],
  ['zh', '用法'],
])('is asked for help in %s: says how it is used', async ([language = '', word = ''], { expect }) => {
  const out = printed(process.stdout);
  expect(await main(['--help', '--lang', language])).toBe(0);
  expect(out()).toContain(word);
});

test('an unknown command or option is told how it is used, and nothing is done', async ({ expect }) => {
  const err = printed(process.stderr);
  expect(await main(['dance', '--lang', 'en'])).toBe(64);
  expect(await main(['up', '--nodes', '4', '--lang', 'en'])).toBe(64);
  expect(err().match(/Usage: npm run consortium/g)).toHaveLength(2);
  expect(err()).toContain('--nodes');
});

test('a desk is not registered under a name that is not what it looks like, and no member is asked', async ({
  expect,
}) => {
  const registering = registerDesk('/nowhere', { chain: 'test-1', members: [] }, 'desk/x+1+key', 'Aster\u200bBank');
  await expect(registering).rejects.toThrow(NotaryError);
  await expect(registering).rejects.toMatchObject({ details: { reason: 'unclear-name', names: 'Aster\\u{200B}Bank' } });
});

import { expect, it } from 'vitest';
import { checkHolder } from '../../core/node/desk/settings.ts';

const holder = (creditCode: string) => ({ name: 'Li', creditCode, operator: null });

it('a mistyped id is refused and stands in no message, which may end up in a log', () => {
  let caught: unknown = null;
  try {
    checkHolder(holder('110105 1949 1231 0021'));
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: 'bad-input', details: { fact: 'holderId', reason: 'check-character' } });
  expect(String(caught)).not.toContain('1949');
});

it('an id of another system is kept as it was typed', () => {
  expect(checkHolder(holder('HEGG560427MVZRRL04')).creditCode).toBe('HEGG560427MVZRRL04');
});

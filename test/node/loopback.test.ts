/** Which hosts are this machine: only to those nothing has to be encrypted. */
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../core/node/system/loopback.ts';

describe('a loopback host', () => {
  it.each(['localhost', '127.0.0.1', '127.9.8.7', '::1', '[::1]'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['127.example.com', '127.0.0.1.example.com', 'localhost.example.com', '192.0.2.1', '::', '', '0.0.0.0'])(
    'is not "%s"',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

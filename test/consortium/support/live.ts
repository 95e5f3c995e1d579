/** Tests over a live network of their own; where there is no engine, one skipped test that says why. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { engineOrReason, LiveNetwork } from './network.ts';

/** `body` is given the network by a function, as it runs before there is one. */
export async function describeLive(name: string, body: (live: () => LiveNetwork) => void, count = 4): Promise<void> {
  const found = await engineOrReason();
  if ('reason' in found) {
    test(name, (context) => context.skip(found.reason));
    return;
  }
  describe(name, () => {
    let network: LiveNetwork | null = null;
    beforeAll(async () => {
      network = await LiveNetwork.start(found.engine, count);
    });
    afterAll(async () => {
      await network?.end();
    });
    body(() => {
      if (!network) throw new Error('the network has not been started');
      return network;
    });
  });
}

/** The contract of connectors, for the consortium's: over real members. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { chainConnectorContract } from '../contracts/chain-connector.contract.ts';
import { engineOrReason, LiveNetwork } from './support/network.ts';

const found = await engineOrReason();

if ('reason' in found) test('the consortium as a connector', (context) => context.skip(found.reason));
else
  describe('the consortium as a connector', () => {
    let live: LiveNetwork;
    beforeAll(async () => {
      live = await LiveNetwork.start(found.engine);
    }, 120_000);
    afterAll(async () => {
      await live?.end();
    }, 60_000);

    chainConnectorContract(async (vkey) => {
      await live.register(vkey);
      return await live.connector();
    });
  });

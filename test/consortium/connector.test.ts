/** The contract of connectors, for the consortium's: over real members. */
import { chainConnectorContract } from '../contracts/chain-connector.contract.ts';
import { describeLive } from './support/live.ts';

await describeLive('the consortium as a connector', (live) => {
  chainConnectorContract(async (vkey) => {
    await live().register(vkey);
    return await live().connector();
  });
});

/** The chaincode as a service: a process that one organisation's peers dial. */
import { Shim } from 'fabric-shim';
import { runMain, say } from '../../lib/project.ts';
import { NotaryChaincode } from './chaincode.ts';
import { serverOptions } from './settings.ts';

// bundled as a script, which cannot wait outside of a function
void runMain(async () => {
  const options = serverOptions(process.env);
  await Shim.server(new NotaryChaincode(), options).start();
  say(`The chaincode ${options.ccid} listens on ${options.address}.`);
  return 0;
});

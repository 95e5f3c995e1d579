/** One member's application as a process of its own: FOLDER and the address of its node's RPC. */
import { memberPaths } from '../../core/node/member/folder.ts';
import { runMember } from '../../core/node/member/program.ts';
import { runMain, Trouble } from '../lib/project.ts';

await runMain(async () => {
  const [folder, rpc] = process.argv.slice(2);
  if (!folder || !rpc) throw new Trouble('Usage: member.ts FOLDER RPC');
  await runMember(memberPaths(folder), { url: rpc, ca: null });
  return 0;
});

/** A server of a test, on a port of its own. */
import type { Server } from 'node:http';

/** Starts it; its address and how to end it. */
export async function onLoopback(server: Server): Promise<{ readonly url: string; end(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  const end = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${address.port}`, end };
}

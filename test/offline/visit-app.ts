/**
 * Starts the app, sets a desk up, and verifies files in the window: a program of its own, so that strace can follow it and
 * every process of the app. With `control` in place of files the app phones home.
 */
import { launchApp } from '../e2e/launch.ts';
import { Person } from '../e2e/person.ts';

const [, , ...files] = process.argv;
// otherwise a message bus is started for it, with services that outlive it
const desk = await launchApp({ env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:', NO_AT_BRIDGE: '1' } });
try {
  if (files[0] === 'control') {
    await desk.app.evaluate(async () => {
      const { connect } = process.getBuiltinModule('node:net');
      await new Promise((resolve) => connect(80, '192.0.2.1').on('error', resolve));
    });
  } else {
    const clerk = new Person(desk, 'en');
    await clerk.setUp('Holder Ltd');
    await clerk.go('verify');
    process.stdout.write(await clerk.verify(files));
  }
} finally {
  await desk.close();
}

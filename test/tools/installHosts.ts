/** Installs every VS Code that the suites run in, before they need it: `tsx test/tools/installHosts.ts`. */
import { installHost } from './library/hosts';
import { main } from './library/process';

main(async () => {
  for (const name of ['newest', 'oldest'] as const) await installHost(name);
});

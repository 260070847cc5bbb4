/** Installs every VS Code of the tests that is not there yet: `tsx test/tools/installHosts.ts`. */
import { HOSTS, installHost, type HostName } from './library/hosts';
import { main } from './library/process';

main(async () => {
  for (const name of Object.keys(HOSTS) as HostName[]) await installHost(name);
});

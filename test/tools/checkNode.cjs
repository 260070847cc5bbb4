// Runs before everything else, on any Node: says in one sentence what to install.
const found = process.versions.node;
if (parseInt(found, 10) < 20) {
  console.error(
    `Backprop Explorer needs Node.js 20 or newer, and this is ${found}: https://nodejs.org`,
  );
  process.exit(1);
}

// Runs before everything else, on any Node: says in one sentence what to install. ESLint needs as much;
// what is published runs on less, as `engines` in package.json says.
const found = process.versions.node;
const [major, minor] = found.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Working on Backprop Explorer needs Node.js 20.19 or newer, and this is ${found}: https://nodejs.org`,
  );
  process.exit(1);
}

/** How long activation takes: for the bench, with no bound. */
import { extension } from './support';

describe('activation', () => {
  it('is over soon', async () => {
    const { activationMilliseconds } = await extension();
    console.log(`        activation: ${activationMilliseconds.toFixed(1)} ms`);
  });
});

/** Learning rates per epoch, as `torch.optim.lr_scheduler` stepped once after every epoch. */
import type { OptimizerSpec } from '../ground/spec';

/**
 * The learning rate of an epoch.
 * @param epoch whole epochs done before it
 * @param epochs epochs of the whole run, over which `cosine` comes down
 */
export function learningRate(spec: OptimizerSpec, epoch: number, epochs: number): number {
  const { learning_rate: lr, schedule } = spec;
  switch (schedule.type) {
    case 'constant':
      return lr;
    case 'step':
      return lr * schedule.gamma ** Math.floor(epoch / schedule.step_size);
    case 'exponential':
      return lr * schedule.gamma ** epoch;
    case 'cosine':
      // SGDR without restarts (Loshchilov & Hutter 2017)
      return (
        schedule.min_lr + ((lr - schedule.min_lr) * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2
      );
  }
}

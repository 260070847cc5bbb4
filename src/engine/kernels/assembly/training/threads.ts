/**
 * A batch on several threads, each with an instance of its own on one memory: first every thread
 * goes forward and back through its rows of the batch, then it updates its rows of every W. Each
 * number is computed by one thread, as a single one computes it: the bits are the same.
 */
import {
  awaitCommand,
  awaitOthers,
  BARRIER_BYTES,
  begin,
  carriedOut,
  clearBarrier,
  currentCommand,
  leave,
  present,
  setBarrier,
} from './barrier';
import { startAt } from '../ground/memory';
import { depth, layerAt, loadNetwork, NETWORK_BYTES, saveNetwork } from './network';
import {
  deltaBelow,
  descendGradient,
  forward,
  inputOf,
  lossGradient,
  storeGradient,
  updateBiases,
  updateWeights,
} from './passes';
import { reserveWork } from '../products/products';

/** Commands: what all threads do of one batch. */
const LEAVE: i32 = 1;
/** z, a and delta of all layers. */
export const PROPAGATE: i32 = 2;
/** W of all layers by their gradients, at once; or these first, and then W by them. */
export const UPDATE: i32 = 3;
export const STORE_GRADIENTS: i32 = 4;
export const DESCEND_GRADIENTS: i32 = 5;

@unmanaged
class Order {
  x: usize;
  y: usize;
  rows: i32;
  rate: f64;
}

/** How many threads share the work. */
export let threads: i32 = 1;
/** How many naps of waiting for the others are too many; see barrier.ts. */
let patience: i32 = 0;
let order: Order = changetype<Order>(0);

/** Bytes of the block that all threads know. */
export function controlBytes(): usize {
  return BARRIER_BYTES + offsetof<Order>() + NETWORK_BYTES;
}

/** Threads that share the work from now on. */
export function setThreads(control: usize, count: i32): void {
  setBarrier(control);
  order = changetype<Order>(control + BARRIER_BYTES);
  threads = count;
}

/**
 * For those that are to help: the network, once it is set. Those who helped before must have left.
 * @param naps of waiting for them, after which they count as lost
 */
export function inviteHelpers(control: usize, naps: i32): void {
  patience = naps;
  clearBarrier();
  saveNetwork(control + BARRIER_BYTES + offsetof<Order>());
}

/**
 * All threads carry out a command; the biases are left to this one.
 * @returns false where one of them has been lost: what it had to do is not done
 */
export function together(command: i32, x: usize, y: usize, rows: i32, rate: Float): bool {
  order.x = x;
  order.y = y;
  order.rows = rows;
  order.rate = rate;
  begin(command, threads - 1);
  carryOut(command, 0);
  if (command == UPDATE || command == DESCEND_GRADIENTS) {
    for (let i = 0; i < depth; i++) updateBiases(layerAt(i), rows, rate);
  }
  return awaitOthers(patience);
}

/** The others return. */
export function dismissHelpers(): void {
  begin(LEAVE, threads - 1);
}

/**
 * Works as thread `index` of `count` until it is dismissed.
 * @param work where its own memory begins, and
 * @param inputs the largest layer
 */
export function help(
  control: usize,
  work: usize,
  inputs: i32,
  units: i32,
  index: i32,
  count: i32,
): void {
  startAt(work);
  reserveWork(inputs, units);
  setThreads(control, count);
  loadNetwork(control + BARRIER_BYTES + offsetof<Order>());
  let seen = present();
  while (currentCommand() != LEAVE) {
    seen = awaitCommand(seen);
    const command = currentCommand();
    if (command == LEAVE) break;
    carryOut(command, index);
    carriedOut();
  }
  leave();
}

function carryOut(command: i32, index: i32): void {
  const rows = order.rows;
  if (command == PROPAGATE) {
    const first = bound(rows, index);
    const count = bound(rows, index + 1) - first;
    if (count > 0) propagate(first, count, rows);
    return;
  }
  for (let i = 0; i < depth; i++) {
    const layer = layerAt(i);
    const first = bound(layer.inputs, index);
    const inputs = bound(layer.inputs, index + 1) - first;
    if (inputs == 0) continue;
    const input = inputOf(i, order.x);
    const rate = <Float>order.rate;
    if (command == UPDATE) updateWeights(layer, input, rows, first, inputs, rate);
    else if (command == STORE_GRADIENTS) storeGradient(layer, input, rows, first, inputs);
    else descendGradient(layer, first, inputs, rate);
  }
}

function propagate(first: i32, rows: i32, total: i32): void {
  forward(order.x, first, rows, 0);
  lossGradient(order.y, first, rows, total);
  for (let i = depth - 1; i > 0; i--) deltaBelow(i, first, rows);
}

/** Where the share of thread `index` begins: in whole tiles. */
function bound(n: i32, index: i32): i32 {
  const share = (<i64>n * <i64>index) / <i64>threads;
  return <i32>min<i64>(<i64>n, (share + 3) & ~3);
}

/** The rows of the batches: in place where they stand one after another, else gathered. */
import { SIZE } from '../ground/lanes';

/** Address of the order of rows in the running epoch (int32); 0 for the order in which they stand. */
let order: usize = 0;

export function setOrder(address: usize): void {
  order = address;
}

/** Address of a row of the data in the epoch's order. */
export function rowAt(data: usize, columns: i32, position: i32): usize {
  const row = order == 0 ? position : load<i32>(order + <usize>position * 4);
  return data + <usize>row * <usize>columns * SIZE;
}

/** Address of the rows of a batch: in place where they stand one after another, else gathered. */
export function rowsOf(data: usize, columns: i32, start: i32, rows: i32, gathered: usize): usize {
  if (order == 0 || rows == 1) return rowAt(data, columns, start);
  const bytes = <usize>columns * SIZE;
  let to = gathered;
  for (let r = 0; r < rows; r++) {
    const from = rowAt(data, columns, start + r);
    if (columns > 32) memory.copy(to, from, bytes);
    else
      for (let at: usize = 0; at < bytes; at += SIZE) store<Float>(to + at, load<Float>(from + at));
    to += bytes;
  }
  return gathered;
}

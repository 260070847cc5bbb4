/** Files of NumPy. */

/** A .npy file of version 1.0. */
export function npy(
  descr: string,
  shape: string,
  data: ArrayBufferView,
  fortran = 'False',
): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`;
  const padded = `${header.padEnd(117)}\n`;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return Uint8Array.from([
    ...[0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length & 255, padded.length >> 8],
    ...Buffer.from(padded),
    ...bytes,
  ]);
}

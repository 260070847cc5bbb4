/** Constants of the functions stand in memory: loading one to both lanes is cheaper than making it. */

export function constant(at: usize): v128 {
  return v128.load64_splat(at);
}

export const ONE = memory.data<f64>([1]);
export const TWO = memory.data<f64>([2]);
export const HALF = memory.data<f64>([0.5]);
export const INVERSE_LN2 = memory.data<f64>([1.4426950408889634]);
export const LN2_HIGH = memory.data<f64>([6.9314718036912381649e-1]);
export const LN2_LOW = memory.data<f64>([1.90821492927058770002e-10]);
/** Where fdlibm begins to reduce, by the upper half of the number: a little above ½ ln 2. */
export const HALF_LN2 = memory.data<f64>([reinterpret<f64>(0x3fd62e4300000000)]);
export const TWO_TO_MINUS_28 = memory.data<f64>([3.7252902984619140625e-9]);
/** Only the sign. */
export const SIGN = memory.data<i64>([-0x8000000000000000]);
/** 1½·2⁵²: added to a whole number it leaves that number, in two's complement, in the low bits. */
export const WHOLE = memory.data<f64>([6755399441055744]);

/** Numbers that go through a function's parts together: they fit the first cache several times. */
export const BLOCK: i32 = 64;

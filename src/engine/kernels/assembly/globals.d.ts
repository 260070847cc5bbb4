// What the build gives every file of this folder with `--use`: for editors; see ../compile.mjs.

/** float64, or float32. */
declare type Float = f64;
/** 1: products and sums may be fused. */
declare const RELAXED: i32;
/** 1: the memory may be shared with other threads. */
declare const SHARED: i32;

/** What becomes of a finished sum of a product. */

/** C = A·B */
export const STORE: i32 = 0;
/** C = A·B + a row of biases */
export const ADD_BIAS: i32 = 1;
/** C −= rate · A·B */
export const DESCEND: i32 = 2;

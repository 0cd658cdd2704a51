/**
 * Part of every closure that ran on the stand-in: bump it whenever an answer of this folder may change. A test
 * compares the folder's hash with the one noted for this constant.
 */
export const IMPLEMENTATION = "simulated/2";

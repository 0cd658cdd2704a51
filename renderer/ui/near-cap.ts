/** A cap is near when so much of it is used: time to decide whether to go on. */
export const NEAR_CAP = 0.8;

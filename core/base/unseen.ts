/** A class for regular expressions with the flag `u`: what may stand between letters, or on them, without being one. */
export const UNSEEN = String.raw`[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]`;

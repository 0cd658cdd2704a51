/** Runs are made in at most so many threads: each takes memory and a sandbox of its own. */
export const MOST_WORKERS = 64;

/** So many runs go on at once, at most. */
export const MOST_AT_ONCE = 64;

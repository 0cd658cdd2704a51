/** What a running trace is asked, so often. */
export const LIVE_MS = 700;

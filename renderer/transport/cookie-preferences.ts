import type { PreferenceKeep } from "./preference-keep.ts";

const NAME = "autogenesis_looks";
const YEAR_S = 365 * 24 * 60 * 60;

/**
 * Preferences in a cookie: the web host has another port at each start, so whatever belongs to an origin would be
 * forgotten, while cookies of 127.0.0.1 are common to all its ports. Only the window's looks are in it.
 */
export const cookiePreferences: PreferenceKeep = {
  read: () => {
    const pair = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
    return pair === undefined ? null : decodeURIComponent(pair.slice(NAME.length + 1));
  },
  write: (text) => {
    document.cookie = `${NAME}=${encodeURIComponent(text)}; Max-Age=${YEAR_S}; Path=/; SameSite=Strict`;
  },
};

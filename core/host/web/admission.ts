import { randomBytes } from "node:crypto";
import type { Clock } from "#core/base/clock.ts";

/** How long an address that was printed may be opened. */
export const TOKEN_LIFE_MS = 10 * 60 * 1000;

/**
 * What a window comes in with, and both halves of it. The cookie is out of reach of scripts, but a browser shows it to every
 * port of this machine; the key is kept by our own origin's pages, and no other port is ever sent it [W1].
 */
export type Pass = { readonly cookie: string; readonly key: string };

/** What a request brings of it: a browser may send several cookies of one name. */
export type Shown = { readonly cookies: readonly string[]; readonly key: string | null };

/** Who may come in: tokens in addresses, each good once and for ten minutes; and the passes they were traded for. */
export type Admission = {
  readonly issueToken: () => string;
  /** A new pass for a token that counts, else null. The token is spent either way. */
  readonly redeem: (token: string) => Pass | null;
  /** Whether a cookie and the key that was given with it are both there. */
  readonly isKnown: (shown: Shown) => boolean;
};

export function createAdmission(clock: Clock): Admission {
  const expiries = new Map<string, number>();
  const cookieOfKey = new Map<string, string>();
  const forgetExpired = (): void => {
    for (const [token, expiresAt] of expiries) if (expiresAt <= clock.now()) expiries.delete(token);
  };
  return {
    issueToken: () => {
      forgetExpired();
      const token = drawSecret();
      expiries.set(token, clock.now() + TOKEN_LIFE_MS);
      return token;
    },
    redeem: (token) => {
      forgetExpired();
      if (!expiries.delete(token)) return null;
      const pass = { cookie: drawSecret(), key: drawSecret() };
      cookieOfKey.set(pass.key, pass.cookie);
      return pass;
    },
    isKnown: ({ cookies, key }) => {
      const cookie = key === null ? undefined : cookieOfKey.get(key);
      return cookie !== undefined && cookies.includes(cookie);
    },
  };
}

/** 256 bits: a lookup in a map gives nothing away that could be guessed from its time. */
function drawSecret(): string {
  return randomBytes(32).toString("base64url");
}

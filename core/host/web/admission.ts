import { randomBytes } from "node:crypto";
import type { Clock } from "#core/base/clock.ts";

/** How long an address that was printed may be opened. */
export const TOKEN_LIFE_MS = 10 * 60 * 1000;

/** Who may come in: tokens in addresses, each good once and for ten minutes; and the secrets they were traded for. */
export type Admission = {
  readonly issueToken: () => string;
  /** A new cookie secret for a token that counts, else null. The token is spent either way. */
  readonly redeem: (token: string) => string | null;
  readonly isKnown: (secret: string) => boolean;
};

export function createAdmission(clock: Clock): Admission {
  const expiries = new Map<string, number>();
  const secrets = new Set<string>();
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
      const secret = drawSecret();
      secrets.add(secret);
      return secret;
    },
    isKnown: (secret) => secrets.has(secret),
  };
}

/** 256 bits: a lookup in a map gives nothing away that could be guessed from its time. */
function drawSecret(): string {
  return randomBytes(32).toString("base64url");
}

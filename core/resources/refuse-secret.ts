import { AppError } from "#core/base/app-error.ts";
import { findSecret } from "#core/domain/secrets.ts";

/**
 * What somebody says of what they do, and how they name things [S63], stays with it for good, as content does, and goes to the models that propose next
 * [S64]. `what` begins the sentence. Throws secret-in-content.
 */
export function refuseSecret(what: string, said: string): void {
  const found = findSecret(said);
  if (found === null) return;
  throw new AppError("secret-in-content", `${what} seems to hold ${found}.`, {
    hint: "Say it without: keys belong in the environment or the key store.",
  });
}

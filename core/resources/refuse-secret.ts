import { AppError } from "#core/base/app-error.ts";
import { findSecret } from "#core/domain/secrets.ts";

/** What is said of a change stays with it for good, as its content does. `what` begins the sentence. Throws secret-in-content [R10]. */
export function refuseSecret(what: string, said: string): void {
  const found = findSecret(said);
  if (found === null) return;
  throw new AppError("secret-in-content", `${what} seems to hold ${found}.`, {
    hint: "Say it without: keys belong in the environment or the key store.",
  });
}

import { AppError } from "#core/base/app-error.ts";

/** A request has no more members than this that an endpoint could refuse one after the other. */
const MOST_TIMES = 12;

/**
 * Does work that asks models, and again from its beginning each time that a refusal taught something: whoever does it opens the
 * model anew then, so that its closures say what is sent. A refused call costs nothing. Throws what the work throws, and
 * model-refused where it is taught without an end [M24].
 */
export async function beginAgain<T>(work: (times: number) => Promise<T>): Promise<T> {
  for (let times = 0; ; times += 1) {
    try {
      return await work(times);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "model-adapted") throw error;
      if (times < MOST_TIMES) continue;
      throw new AppError("model-refused", error.message, {
        hint: "It refuses something else each time: choose another model, or say in its connection what it is to be sent.",
        cause: error,
      });
    }
  }
}

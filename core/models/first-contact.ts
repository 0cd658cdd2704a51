import { AppError } from "#core/base/app-error.ts";

/**
 * Tries of an endpoint until it is first heard of. One that was never heard and said nothing for as long as is waited is
 * not asked again for the same call: it would be silent as long once more, and each further time [S45].
 */
export function createFirstContact(): <T>(attempt: () => Promise<T>) => Promise<T> {
  let isHeard = false;
  return async (attempt) => {
    try {
      const answer = await attempt();
      isHeard = true;
      return answer;
    } catch (error) {
      if (isHeard || !(error instanceof AppError) || error.code !== "model-timeout") throw error;
      const { hint, way, cause } = error;
      throw new AppError(error.code, error.message, { hint, way, cause, retryable: false });
    }
  };
}

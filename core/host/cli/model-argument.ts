import { AppError } from "#core/base/app-error.ts";
import type { ModelChoice } from "#core/domain/session.ts";

export type ModelOptions = { readonly model?: string; readonly baseUrl?: string };

/** PROVIDER/NAME with an optional address, as typed; undefined where neither was given. Throws usage. */
export function toModel({ model, baseUrl }: ModelOptions): ModelChoice | undefined {
  if (model === undefined) {
    if (baseUrl === undefined) return undefined;
    throw new AppError("usage", "--base-url needs --model PROVIDER/NAME.", {
      hint: "For example --model openai/my-model.",
    });
  }
  const slash = model.indexOf("/");
  if (slash < 1 || slash === model.length - 1) {
    throw new AppError("usage", `"${model}" does not name a model.`, {
      hint: "A model is written PROVIDER/NAME, for example openai/gpt-5-mini or simulated/desk-1.",
    });
  }
  const choice = { provider: model.slice(0, slash), name: model.slice(slash + 1) };
  if (baseUrl === undefined) return choice;
  if (URL.canParse(baseUrl)) return { ...choice, baseUrl };
  throw new AppError("usage", `"${baseUrl}" is no address.`, {
    hint: "For example --base-url http://127.0.0.1:8080/v1.",
  });
}

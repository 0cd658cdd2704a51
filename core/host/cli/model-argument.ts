import { Option } from "commander";
import { AppError } from "#core/base/app-error.ts";
import { MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import type { ModelChoice } from "#core/domain/session.ts";

export type ModelOptions = { readonly model?: string; readonly baseUrl?: string };

/** The option that names a model; help says which providers there are. */
export function modelOption(): Option {
  const providers = Object.keys(MODEL_PROVIDERS).join(", ");
  return new Option(
    "--model <provider/name>",
    `use this model instead of the agent's; its provider is one of ${providers}`,
  );
}

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

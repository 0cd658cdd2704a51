import { z } from "zod";
import { connectionNameSchema, connectionSchema, type Connection } from "#core/domain/connection.ts";
import { isModelProvider, isStandIn, MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import { ROUTE } from "#core/domain/route.ts";
import { findSecret } from "#core/domain/secrets.ts";
import { problemsOfAnswering } from "./answering-models.ts";

/** Headers that carry keys wherever they are used. */
const KEY_HEADERS =
  /^(proxy-)?authorization$|^cookie$|^(x-)?(goog-)?api-?key$|^ocp-apim-subscription-key$|-(token|secret|key)$/i;

/** Headers that are the protocol's own. */
const OWN_HEADERS =
  /^(host|content-length|content-type|accept|connection|transfer-encoding|expect|upgrade|te|trailer)$/i;

type Problem = { readonly path: readonly string[]; readonly message: string };

/** `connections:` of a workspace: what stands there is read by everybody who is given the workspace, so that no key may [M17]. */
export const connectionsSchema = z
  .record(connectionNameSchema, connectionSchema)
  .superRefine((connections, issues) => {
    for (const [name, connection] of Object.entries(connections)) {
      for (const { path, message } of problemsOf(name, connection))
        issues.addIssue({ code: "custom", path: [name, ...path], message });
    }
  });

function problemsOf(name: string, connection: Connection): readonly Problem[] {
  const { preset, baseUrl, proxy, headers = {}, fallback = [] } = connection;
  return [
    ...problemsOfAnswering(fallback).map((message) => at(["fallback"], message)),
    ...(isStandIn(name) ? [at([], `${name} answers in this program and is no connection`)] : []),
    ...(name === ROUTE
      ? [at([], `${ROUTE}/NAME is a route of models, so no connection is called that`)]
      : []),
    ...(preset === undefined || (isModelProvider(preset) && !isStandIn(preset))
      ? []
      : [at(["preset"], `there is no preset "${preset}"; there are ${listPresets()}`)]),
    ...(baseUrl === undefined ? [] : addressProblems(baseUrl).map((message) => at(["baseUrl"], message))),
    ...(proxy === undefined || proxy === "none"
      ? []
      : addressProblems(proxy).map((message) => at(["proxy"], message))),
    ...Object.entries(headers).flatMap(([header, value]) =>
      headerProblems(header, value).map((message) => at(["headers", header], message)),
    ),
  ];
}

function at(path: readonly string[], message: string): Problem {
  return { path, message };
}

function listPresets(): string {
  return Object.keys(MODEL_PROVIDERS)
    .filter((name) => !isStandIn(name))
    .join(", ");
}

function addressProblems(address: string): readonly string[] {
  if (findSecret(address) !== null) return ["it seems to hold a key, and keys stand in no file"];
  const { protocol, username, password } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") return ["it is no http or https address"];
  return username === "" && password === "" ? [] : ["a user name or password stands in no file"];
}

function headerProblems(
  header: string,
  value: NonNullable<Connection["headers"]>[string],
): readonly string[] {
  if (OWN_HEADERS.test(header)) return ["the protocol itself sets this header"];
  if (typeof value !== "string") return [];
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) return ["it has characters that no header can carry"];
  return KEY_HEADERS.test(header) || findSecret(value) !== null
    ? ["name the key that is sent as it, `{ key: MY_KEY }`: keys stand in no file"]
    : [];
}

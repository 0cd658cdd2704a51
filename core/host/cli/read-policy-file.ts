import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { nearestWord } from "#core/base/nearest-word.ts";
import { toPlainJson } from "#core/base/plain-json.ts";
import { readYaml, type Yaml } from "#core/config/read-yaml.ts";
import { APPROVERS, policySchema, type Approver, type PolicyRule } from "#core/domain/policy.ts";

export type PolicyFile = {
  readonly approve?: Approver | undefined;
  readonly rules: readonly PolicyRule[];
};

/** A list of rules, or rules with who decides, from YAML or JSON. Throws config-invalid that names the file and what is wrong. */
export function readPolicyFile(text: string, file: string): PolicyFile {
  const yaml = readYaml(text);
  if ("problem" in yaml) throw faulty(file, yaml.problem);
  const value = readPlain(yaml, file);
  refuseUnknown(value, file);
  const rules = isJsonObject(value) ? (value["rules"] ?? value["policy"]) : value;
  const read = policySchema.safeParse(rules);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = (issue?.path ?? []).map(String).join(".");
    throw faulty(file, `${where === "" ? "" : `rule ${where}: `}${issue?.message ?? "no rules"}`);
  }
  const approve = isJsonObject(value) ? value["approve"] : undefined;
  if (approve === undefined) return { rules: read.data };
  const found = APPROVERS.find((name) => name === approve);
  if (found === undefined) throw faulty(file, `approve is one of ${APPROVERS.join(", ")}`);
  return { approve: found, rules: read.data };
}

/** Aliases that would unfold without end, and numbers such as .nan, are refused. */
function readPlain({ document }: Yaml, file: string): Json {
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw faulty(file, error instanceof Error ? error.message : String(error));
  }
  const plain = toPlainJson(value);
  if (plain.ok) return plain.value;
  throw faulty(file, `${plain.error.path}: ${plain.error.problem}`);
}

const KEYS = ["approve", "rules", "policy"] as const;

/** A key that nobody knows would do nothing. */
function refuseUnknown(value: Json, file: string): void {
  if (!isJsonObject(value)) return;
  const unknown = Object.keys(value).find((key) => !KEYS.some((known) => known === key));
  if (unknown === undefined) return;
  const nearest = nearestWord(unknown, KEYS);
  throw faulty(file, `it does not know "${unknown}"${nearest === null ? "" : `, only "${nearest}"`}`);
}

function faulty(file: string, problem: string): AppError {
  return new AppError("config-invalid", `${file} holds no policy: ${problem}.`, {
    hint: "It is a list of rules, each with name, when and action; or approve and rules.",
  });
}

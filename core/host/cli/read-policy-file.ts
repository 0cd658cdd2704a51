import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { readYaml } from "#core/config/read-yaml.ts";
import { APPROVERS, policySchema, type Approver, type PolicyRule } from "#core/domain/policy.ts";

export type PolicyFile = {
  readonly approve?: Approver | undefined;
  readonly rules: readonly PolicyRule[];
};

/** A list of rules, or rules with who decides, from YAML or JSON. Throws config-invalid that names the file and what is wrong. */
export function readPolicyFile(text: string, file: string): PolicyFile {
  const yaml = readYaml(text);
  if ("problem" in yaml) throw faulty(file, yaml.problem);
  const value = yaml.document.toJS() as Json;
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

function faulty(file: string, problem: string): AppError {
  return new AppError("config-invalid", `${file} holds no policy: ${problem}.`, {
    hint: "It is a list of rules, each with name, when and action; or approve and rules.",
  });
}

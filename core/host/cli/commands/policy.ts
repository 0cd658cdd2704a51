import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { PolicyVersionDocument } from "#core/contract/settings.ts";
import { APPROVERS, type Approver, type PolicyRule } from "#core/domain/policy.ts";
import { callWorkspace, fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { formatTable, joinOr } from "#core/host/cli/format/format.ts";
import { readTyped } from "#core/host/cli/read-content.ts";
import { readPolicyFile } from "#core/host/cli/read-policy-file.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type SetOptions = { readonly approve?: Approver };

export function addPolicyCommands(program: Command): void {
  const policy = program
    .command("policy")
    .description("who decides about proposals: a person, the gate, or rules of your own");
  policy
    .command("show")
    .description("show the rules in force for new sessions")
    .action(async (_options: unknown, command: Command) => {
      await callWorkspace(
        command,
        async (client) => {
          const { approve, policies } = await client.settings.read();
          const rules = policies.find((each) => each.approve === "rules")?.rules ?? [];
          return { approve, rules, inForce: policies.find((each) => each.approve === approve)?.rules ?? [] };
        },
        ({ approve, rules, inForce }) =>
          [
            `${approve}: who decides in a new session`,
            formatRules(inForce),
            ...(approve === "rules" || rules.length === 0
              ? []
              : ["", "rules of its own, not in force:", formatRules(rules)]),
          ].join("\n"),
      );
    });
  policy
    .command("set")
    .description("put a file of rules in place of the workspace's own")
    .argument("<file>", "YAML or JSON: a list of rules, or {approve, rules}")
    .option("--approve <who>", `who decides from now on: ${APPROVERS.join(", ")}`, toApprover)
    .action(async (file: string, { approve }: SetOptions, command: Command) => {
      const path = fromWhereTyped(file);
      const read = readPolicyFile(readTyped(file), path);
      const who = approve ?? read.approve;
      await callWorkspace(
        command,
        async (client) => {
          await client.settings.save({
            policy: [...read.rules],
            ...(who === undefined ? {} : { approve: who }),
          });
          return first(await client.settings.policyHistory());
        },
        formatVersion,
      );
    });
  policy
    .command("history")
    .description("list every policy that was saved, newest first")
    .action(async (_options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.settings.policyHistory(), formatHistory);
    });
  policy
    .command("restore")
    .description("save an earlier policy again")
    .argument("<id>", "as the history numbers them", wholeNumber)
    .action(async (id: number, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        async (client) => {
          const found = (await client.settings.policyHistory()).find((version) => version.id === id);
          if (found === undefined) {
            throw new AppError("not-found", `There is no saved policy ${id}.`, {
              hint: "policy history lists them.",
            });
          }
          await client.settings.save({ policy: found.rules, approve: found.approve });
          return first(await client.settings.policyHistory());
        },
        formatVersion,
      );
    });
}

function toApprover(text: string): Approver {
  const found = APPROVERS.find((name) => name === text);
  if (found !== undefined) return found;
  throw new AppError("usage", `--approve takes ${APPROVERS.join(", ")}.`);
}

function first(versions: readonly PolicyVersionDocument[]): PolicyVersionDocument {
  const [newest] = versions;
  if (newest !== undefined) return newest;
  return { id: 0, at: null, by: null, approve: null, rules: null, isCurrent: true };
}

function formatHistory(versions: readonly PolicyVersionDocument[]): string {
  if (versions.length === 0) return "No policy was ever saved: a person decides about everything.";
  return versions.map(formatVersion).join("\n\n");
}

function formatVersion({ id, at, by, approve, rules, isCurrent }: PolicyVersionDocument): string {
  const who = by === null ? "written into the file" : `by ${by.name}`;
  const when = at === null ? "" : ` ${at.slice(0, 16).replace("T", " ")}`;
  return [
    `${id === 0 ? "unsaved" : id}${when} ${who}${isCurrent ? " (in force)" : ""}: ${approve ?? "ask"}`,
    rules === null ? "  no rules of its own" : formatRules(rules),
  ].join("\n");
}

function formatRules(rules: readonly PolicyRule[]): string {
  return formatTable(
    ["rule", "does", "when"],
    rules.map(({ name, action, when }) => [
      name,
      action,
      joinOr(
        Object.entries(when).map(([what, value]) => `${what} ${String(value)}`),
        "; ",
        "always",
      ),
    ]),
  );
}

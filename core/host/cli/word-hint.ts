import type { Way } from "#core/base/ways.ts";

/** How each thing that a hint may advise is done at a command line. */
const AT_COMMAND_LINE: Readonly<Record<Way, string>> = {
  "see-form": "--help shows the form",
  settings: "in workspace.yaml, or with --set PATH=VALUE",
  verify: "`verify` checks the workspace",
  "make-workspace": "`init` makes one: --workspace FOLDER says where",
  "name-workspace": "--workspace FOLDER, or AUTOGENESIS_WORKSPACE",
  "fresh-address": "`serve --address` prints a fresh address of it",
  "list-commits": "`log` lists the commits",
  restore: "`rollback COMMIT`; `log` lists the commits",
  "list-resources": "`resource list` shows what there is",
  "show-resource": "`resource show KIND/NAME`",
  "list-proposals": "`proposals` lists them",
  "show-proposal": "`proposal show ID`",
  "approve-anyway": "--override REASON",
  "list-evaluations": "`evaluation list` shows them",
  "list-sessions": "`session list` shows them",
  "show-session": "`session show ID`",
  "list-traces": "`traces` lists them",
  "show-trace": "`trace show ID`",
  "import-dataset": "`dataset import FILE --name NAME`; `dataset list` shows what there is",
  "name-dataset": "--dataset NAME",
  "name-split": "--split SPLIT",
  "name-agent": "--agent NAME",
  "name-both": "--agent NAME and --dataset NAME",
  "answer-field": "--answer and --answer-pattern",
  "name-fields": "--input FIELD and --answer FIELD",
  "other-endpoint": "`connection add NAME --base-url URL`, or --base-url URL",
  "trust-connection": "`connection trust NAME`; `connection list` shows what it says",
  "name-key": "`connection add NAME --base-url URL --key-env KEY`, or --key-env KEY beside --base-url",
  "allow-unknown-price": "--unknown-price allow",
  "raise-cap": "--max-usd, --max-tokens, --max-calls or --max-seconds",
};

type Hinted = { readonly hint: string; readonly way?: Way | undefined };

/** What to do about a failure, with how it is done at a command line [C24]. */
export function wordHint({ hint, way }: Hinted): string {
  return way === undefined ? hint : `${hint.replace(/\.$/, "")} (${AT_COMMAND_LINE[way]}).`;
}

import { MARBLE_MODEL } from "./marble-model.ts";
import { addMarbles } from "./marble-workspace.ts";
import { makeOrderDesk, openTestWorkspace } from "./test-workspace.ts";

/** A workspace with the marbles in it, closed, for processes of their own to open. */
export async function makeMarbleWorkspace(folder: string): Promise<string> {
  const desk = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(desk);
  await desk.close();
  return desk.folder;
}

/** The command line that startMarbles stands for. */
export function startArgs(
  workspace: string,
  { baseUrl }: { readonly baseUrl: string },
  more: readonly string[] = [],
): readonly string[] {
  const { provider, name } = MARBLE_MODEL;
  return [
    ...["session", "start", "--workspace", workspace, "--agent", "solver", "--dataset", "marbles"],
    ...["--model", `${provider}/${name}`, "--base-url", baseUrl, "--iterations", "2", "--approve", "gate"],
    ...["--set", "minibatch=12", "--set", "hypotheses=1", "--json", ...more],
  ];
}

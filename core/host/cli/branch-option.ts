/** `--branch`, as every command words it that changes a branch. `verb`: what is done there. */
export function branchOption(verb: string): [flags: string, description: string] {
  return ["--branch <name>", `${verb} on this branch (default: the one that the workspace shows)`];
}

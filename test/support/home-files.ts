import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A folder of all five kinds, as somebody would keep it: comments, an order and quotes of their own, much left out. */
export const HOME: Files = {
  "prompts/sorter.md": `---
# Who reads tickets.
description: "Sorts tickets: urgent, usual or spam"
x-owner: support   # kept, though nobody reads it
---

<!-- system: role -->
You sort tickets.

<!-- section: rules -->
Urgent is what cannot wait.

<!-- user: ticket -->
{{ticket}}
`,
  "agents/sorter.yaml": `# The sorter of the desk.
prompt: sorter
description: 'Sorts tickets.'

model: simulated/desk-1   # the stand-in
tools: [sum, "done"]
environments: [inbox]
memory:
  - lessons  # of last week
limits: {maxSteps: 6}
`,
  "tools/sum.yaml": `description: Adds two numbers.
inputSchema: pair.schema.json
examples:
  - input: { a: 1, b: 2 }   # as everybody knows
    output: 3
`,
  "tools/sum.js": "// adds\nfunction run({ a, b }) {\n  return a + b;\n}\n",
  "tools/pair.schema.json": `{
    "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
    "required": ["a", "b"]
}
`,
  "environments/inbox.yaml": "description: Mail of the day.\nrules: |\n  Read, do not write.\n",
  "environments/inbox/mail/one.txt": "Hello,\r\nmy order is late.\r\n",
  "memory/lessons.yaml": `description: What was learned.
records:
  # from the second week
  - text: Prices are net.
    importance: 0.9
`,
  "memory/empty.yaml": "description: Nothing yet.\n",
};

/** What an export into an empty folder would write. */
export async function exportFilesOf(
  client: WorkspaceClient,
  resources?: readonly ResourceKey[],
  more: { readonly at?: string | undefined } = {},
): Promise<Files> {
  const { files } = await client.files.export({
    ...(resources === undefined ? {} : { resources: [...resources] }),
    ...(more.at === undefined ? {} : { at: more.at }),
  });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

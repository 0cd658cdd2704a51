import { nobody, people, wrong, type Attack, type Attacks } from "./calls.ts";

const KEY = "sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";
const GREETER = "---\ndescription: Greets.\n---\nGreet {{name}}.\n";

/** What a folder says that nothing may land of, by what whoever asks is told; an answer with problems is "problems". */
const FOLDERS: readonly (readonly [what: string, path: string, text: string, person: string])[] = [
  ["a way up", "../../prompts/greeter.md", GREETER, "problems"],
  ["a way from the disk on", "/etc/prompts/greeter.md", GREETER, "problems"],
  ["a drive", "C:\\prompts\\greeter.md", GREETER, "problems"],
  ["a name of JavaScript's", "prompts/__proto__.md", GREETER, "problems"],
  ["a name that ends early", "prompts/greeter\u0000.md", GREETER, "problems"],
  ["a key in a text", "prompts/greeter.md", GREETER.replace("Greet ", `${KEY} `), "problems"],
  ["a key in a comment", "prompts/greeter.md", GREETER.replace("---\n", `---\n# ${KEY}\n`), "problems"],
  ["a field __proto__", "memory/mine.yaml", "description: x\n__proto__: {isAdmin: true}\n", "problems"],
  ["an alias that unfolds", "memory/mine.yaml", bomb(), "problems"],
  ["a lock dropped", "prompts/order-clerk.md", GREETER, "problems"],
];

const applying = FOLDERS.flatMap(([what, path, text, person]): readonly Attack[] =>
  [false, true].flatMap((preview) =>
    (["commit", "proposal"] as const).map((as) =>
      wrong(`${what}, as ${as}${preview ? ", looked at" : ""}`, person, async ({ files }) =>
        files.apply({ files: [{ path, text }], as, preview }),
      ),
    ),
  ),
);

export const attacksOnFiles: { readonly apply: Attacks } = {
  apply: [
    people("a prompt", async ({ files }) =>
      files.apply({ files: [{ path: "prompts/greeter.md", text: GREETER }] }),
    ),
    people("a look at a prompt", async ({ files }) =>
      files.apply({ files: [{ path: "prompts/greeter.md", text: GREETER }], preview: true }),
    ),
    people("all retired", async ({ files }) => files.apply({ files: [], prune: true })),
    ...applying,
    wrong("a key in why", "secret-in-content", async ({ files }) =>
      files.apply({ files: [{ path: "prompts/greeter.md", text: GREETER }], message: KEY }),
    ),
    wrong("in the place of nobody's draft", "not-found", async ({ files }) =>
      files.apply({
        files: [{ path: "prompts/greeter.md", text: GREETER }],
        as: "proposal",
        supersedes: "999",
      }),
    ),
    wrong("on no branch", "not-found", async ({ files }) =>
      files.apply({ files: [{ path: "prompts/greeter.md", text: GREETER }], branch: "../main" }),
    ),
    nobody("more files than any folder", "input-invalid", async ({ files }) =>
      files.apply({ files: Array.from({ length: 20_000 }, (_, at) => ({ path: `p${at}.md`, text: "" })) }),
    ),
  ],
};

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level += 1)
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );
  return `description: x\n${lines.join("\n")}\n`;
}

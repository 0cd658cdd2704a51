import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const CLIENTS = join(import.meta.dirname, "../../../resources/clients");

/** The languages that there is a client in. */
export const LANGUAGES = ["TypeScript", "Python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Throws where this machine has no Python to run the client by: it is not tried then, and that is no success. */
export function pythonPath(): string {
  const named = process.env["PYTHON"] ?? "";
  if (named !== "") return named;
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => ["python3", "python3.exe", "python.exe"].map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "The client in Python needs Python 3.9 or later to be tried: install it, or name it by PYTHON.",
  );
}

/**
 * Asks a client in a process of its own, as a program would: what it answers to each step, or the code and message of its
 * refusal. Its environment is what is given and nothing else.
 */
export async function askClient(
  language: Language,
  steps: readonly Step[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Answer[]> {
  const program = language === "Python" ? PYTHON : TYPESCRIPT;
  const [command, ...args] =
    language === "Python"
      ? [pythonPath(), "-B", "-c", program]
      : [process.execPath, "--input-type=module-typescript", "--eval", program];
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", CLIENTS, ...env },
  });
  child.stdin.end(JSON.stringify(steps));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  await new Promise((resolve) => {
    child.once("close", resolve);
  });
  try {
    return JSON.parse(stdout) as readonly Answer[]; // What the program below prints.
  } catch (cause) {
    throw new Error(`${language}: ${stdout}\n${stderr}`, { cause });
  }
}

export type Step =
  | { readonly do: "hash"; readonly texts: readonly string[] }
  | {
      readonly do: "resolve" | "system" | "load";
      readonly resource: string;
      readonly options?: Readonly<Record<string, string>>;
      readonly values?: Readonly<Record<string, string>>;
    };

/** What of a resource both clients tell; of a system the versions of its resources. */
export type Answer = {
  readonly hashes?: readonly string[];
  readonly version?: string;
  readonly commit?: string | null;
  readonly label?: string | null;
  readonly tag?: string | null;
  readonly source?: string;
  readonly stale?: string | null;
  readonly warned?: readonly string[];
  readonly text?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly resources?: Readonly<Record<string, string>>;
  readonly error?: { readonly code: string; readonly message: string };
};

const TYPESCRIPT = `
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
const client = await import(process.env.CLIENTS + "/autogenesis.ts");
const answers = [];
for (const step of JSON.parse(await text(process.stdin))) {
  const warned = [];
  const options = { ...step.options, warn: (text) => warned.push(text) };
  try {
    if (step.do === "hash") {
      const hash = (text) => createHash("sha256").update(client.canonicalJson(JSON.parse(text))).digest("hex");
      answers.push({ hashes: step.texts.map(hash) });
      continue;
    }
    const found =
      step.do === "load"
        ? client.load(step.resource)
        : await (step.do === "system" ? client.resolveSystem : client.resolve)(step.resource, options);
    const { version, commit, label, tag, source, stale } = found;
    answers.push({
      version, commit, label, tag, source, stale, warned,
      ...(found.kind === "prompt" ? { messages: found.messages(step.values), text: found.text() } : {}),
      ...(found.kind === "tool" ? { text: found.text() } : {}),
      ...("resources" in found
        ? { resources: Object.fromEntries([...found.resources].map(([key, each]) => [key, each.version])) }
        : {}),
    });
  } catch (error) {
    if (error.name !== "AutogenesisError") throw error;
    answers.push({ error: { code: error.code, message: error.message }, warned });
  }
}
console.log(JSON.stringify(answers));
`;

const PYTHON = `
import hashlib, json, os, sys
sys.path.insert(0, os.environ["CLIENTS"])
import autogenesis as client
answers = []
for step in json.loads(sys.stdin.buffer.read().decode("utf-8")):
    warned = []
    try:
        if step["do"] == "hash":
            write = lambda text: client.canonical_json(json.loads(text)).encode("utf-8")
            answers.append({"hashes": [hashlib.sha256(write(text)).hexdigest() for text in step["texts"]]})
            continue
        options = dict(step.get("options", {}), warn=warned.append)
        if step["do"] == "load":
            found = client.load(step["resource"])
        elif step["do"] == "system":
            found = client.resolve_system(step["resource"], **options)
        else:
            found = client.resolve(step["resource"], **options)
        told = {name: getattr(found, name, None) for name in ("version", "commit", "label", "tag", "source", "stale")}
        answer = {**told, "warned": warned}
        kind = getattr(found, "kind", None)
        if kind == "prompt":
            answer["messages"] = found.messages(step.get("values"))
        if kind in ("prompt", "tool"):
            answer["text"] = found.text
        if kind is None:
            answer["resources"] = {key: each.version for key, each in found.resources.items()}
        answers.append(answer)
    except client.AutogenesisError as error:
        answers.append({"error": {"code": error.code, "message": str(error)}, "warned": warned})
sys.stdout.buffer.write(json.dumps(answers).encode("utf-8"))
`;

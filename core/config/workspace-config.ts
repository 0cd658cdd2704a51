import { z } from "zod";
import { LineCounter, parseDocument } from "yaml";
import { AppError } from "#core/base/app-error.ts";
import { resourceNameSchema } from "#core/domain/resource.ts";
import { capsSchema } from "#core/domain/session.ts";

/** What `workspace.yaml` may say. Everything is optional; an unknown key is an error, because it would do nothing. */
export const workspaceConfigSchema = z.strictObject({
  /** The agent and dataset that commands use when none is named. */
  agent: resourceNameSchema.optional(),
  dataset: z.string().min(1).optional(),
  /** Settings of new sessions, as `session start --set` takes them. */
  session: z.record(z.string(), z.unknown()).default({}),
  caps: capsSchema.default({}),
});
export type WorkspaceConfig = z.infer<typeof workspaceConfigSchema>;

/**
 * Reads a workspace's configuration. Config is data: nothing in it is executed. Throws config-invalid naming file,
 * line and path of everything that is wrong.
 */
export function parseWorkspaceConfig(text: string, file: string): WorkspaceConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const { line } = lines.linePos(syntax.pos[0]);
    throw invalid(`${file}:${line}: ${syntax.message.split("\n")[0] ?? ""}`);
  }
  const parsed = workspaceConfigSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const path = [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])].map(
      String,
    );
    const node = document.getIn(path, true);
    const range =
      typeof node === "object" && node !== null && "range" in node ? (node.range as [number] | null) : null;
    const line = range === null ? "" : `:${lines.linePos(range[0]).line}`;
    return `${file}${line}: ${path.join(".") || "the document"}: ${issue.message}`;
  });
  throw invalid(problems.join("; "));
}

function invalid(message: string): AppError {
  return new AppError("config-invalid", message, {
    hint: "Correct the file; a key it does not know is refused.",
  });
}

import type { Json } from "#core/base/json.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import { toolTypeOf } from "./types/table.ts";
import type { BuildDeps } from "./types/tool-type.ts";
import { findSchemaProblem } from "./validate-json.ts";

/**
 * What keeps a tool from being used, one sentence each; empty when it can be. Its schemas are usable, and its type
 * finds nothing wrong with it. Asked at registration and before any score of a candidate counts. Throws cancelled.
 */
export async function buildTool(content: ToolContent, deps: BuildDeps): Promise<readonly string[]> {
  const schemaProblems = findSchemaProblems(content);
  return schemaProblems.length > 0 ? schemaProblems : toolTypeOf(content).findProblems(content, deps);
}

function findSchemaProblems({ inputSchema, outputSchema }: ToolContent): readonly string[] {
  const schemas = { input: inputSchema as Json, output: outputSchema as Json | undefined };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const problem = schema === undefined ? null : findSchemaProblem(schema);
    return problem === null ? [] : [`its ${name} schema cannot be used: ${problem}`];
  });
}

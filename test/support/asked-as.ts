import { createRouterClient } from "@orpc/server";
import { router } from "#core/app/router.ts";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import type { TestWorkspace } from "./test-workspace.ts";

/** The same workspace, asked by somebody else. */
export function clientAs({ workspace }: TestWorkspace, kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: workspace.contextFor({ kind, name: `the ${kind}` }) });
}

export type Outcome<T> =
  | { readonly code: "done"; readonly answer: T }
  | { readonly code: string; readonly message: string };

/** What a call came to: its answer, or the code and the message of what refused it. */
export async function outcomeOf<T>(asking: Promise<T>): Promise<Outcome<T>> {
  try {
    return { code: "done", answer: await asking };
  } catch (thrown) {
    const error = fromWireError(thrown);
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
}

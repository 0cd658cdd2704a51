import { expect, type Locator, type Page } from "@playwright/test";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ProposalDetailDocument } from "#core/contract/proposals.ts";
import type { Studio } from "#test/e2e/support/studio.ts";

/** The review desk as tests use it. */
export async function show({ ask }: Studio, id: string): Promise<ProposalDetailDocument> {
  return await ask((client) => client.proposals.show({ id }));
}

export async function waiting({ ask }: Studio): Promise<string> {
  const [first] = await ask((client) => client.proposals.list({ status: "waiting" }));
  return first?.id ?? "";
}

export const RULES = { resource: "prompt/order-clerk", pointer: "/messages/0/sections/2/text" } as const;

export async function readRules(client: WorkspaceClient, at = "head"): Promise<string> {
  const { variables } = await client.resources.show({ resource: RULES.resource, at });
  return String(variables.find(({ pointer }) => pointer === RULES.pointer)?.value);
}

/** The desk on the waiting proposal, with its difference drawn. */
export async function openDesk(studio: Studio): Promise<string> {
  const id = await waiting(studio);
  await studio.go("improve");
  await expect(studio.page).toHaveURL(new RegExp(`improve/proposal/${id}$`));
  await expect(hunks(studio.page).first()).toBeVisible();
  return id;
}

export const changes = (page: Page): Locator => page.getByRole("region", { name: "Changes", exact: true });

export const hunks = (page: Page): Locator => page.getByRole("checkbox", { name: /^Take part/ });

import { AppError } from "#core/base/app-error.ts";
import { withLock, withoutLock, withPermission } from "#core/domain/content/edit-mask.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { AskedEditOf } from "#core/domain/edit.ts";
import { splitResourceKey, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";

/** Edits that say what is to become of a part of the content. */
export type PartEdit = AskedEditOf<"attach" | "detach" | "mask" | "lock" | "unlock">;

/**
 * The content after such an edit, not yet checked. Throws content-invalid for what the resource cannot have, and
 * not-found for what it does not have.
 */
export function editContent(resource: ResourceContent, edit: PartEdit): Readonly<Record<string, unknown>> {
  const { content } = resource;
  switch (edit.type) {
    case "attach":
    case "detach":
      return { ...content, ...changeParts(agentOf(resource, edit.resource), edit) };
    case "mask":
      requireVariable(resource, edit);
      return { ...content, mask: withPermission(resource.content.mask, edit) };
    case "lock":
      requireText(resource, edit);
      return { ...content, mask: withLock(resource.content.mask, edit.pointer, edit.text) };
    case "unlock":
      requireLock(resource, edit);
      return { ...content, mask: withoutLock(resource.content.mask, edit.pointer, edit.text) };
  }
}

/** The lists of an agent that name what it uses, by the kind of what they name. */
const LISTS = { tool: "tools", environment: "environments", memory: "memory" } as const;

function changeParts(
  agent: AgentContent,
  { type, resource, part }: PartEditOf<"attach" | "detach">,
): Readonly<Record<string, unknown>> {
  const { kind, name } = splitResourceKey(part);
  if (kind === "prompt" && type === "attach") return { prompt: name };
  if (kind === "prompt" || kind === "agent") throw unfitPart(resource, kind, type);
  const list = LISTS[kind];
  const names = agent[list];
  const isThere = names.includes(name);
  if (isThere === (type === "attach")) throw nothingToDo(resource, part, type);
  return { [list]: type === "attach" ? [...names, name] : names.filter((each) => each !== name) };
}

type PartEditOf<T extends PartEdit["type"]> = Extract<PartEdit, { readonly type: T }>;

function agentOf(resource: ResourceContent, key: ResourceKey): AgentContent {
  if (resource.kind === "agent") return resource.content;
  throw new AppError("content-invalid", `${key} is no agent, and only an agent uses other resources.`, {
    hint: "Name an agent first, then what it is to use.",
  });
}

function unfitPart(agent: ResourceKey, kind: ResourceKind, type: "attach" | "detach"): AppError {
  return kind === "prompt"
    ? new AppError("content-invalid", `${agent} cannot be without a prompt.`, {
        hint: "Attach another prompt: it takes the place of this one.",
      })
    : new AppError(
        "content-invalid",
        `An agent cannot be ${type === "attach" ? "attached to" : "detached from"} ${agent}.`,
        {
          hint: "It uses a prompt, tools, environments and memory.",
        },
      );
}

function nothingToDo(agent: ResourceKey, part: ResourceKey, type: "attach" | "detach"): AppError {
  return new AppError(
    "nothing-to-commit",
    type === "attach" ? `${agent} uses ${part} already.` : `${agent} does not use ${part}.`,
  );
}

function requireVariable(resource: ResourceContent, { resource: key, pointer }: PartEditOf<"mask" | "lock">) {
  const variables = variablesOf(resource);
  const found = variables.find((variable) => variable.pointer === pointer);
  if (found !== undefined) return found;
  throw new AppError("not-found", `${key} has no variable at ${pointer}.`, {
    hint: `Its variables are ${variables.map((variable) => variable.pointer).join(", ")}.`,
  });
}

/** What is not there could not stay there. */
function requireText(resource: ResourceContent, edit: PartEditOf<"lock">): void {
  const { value } = requireVariable(resource, edit);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.includes(edit.text)) return;
  throw new AppError("not-found", `${edit.pointer} of ${edit.resource} does not contain the text to lock.`, {
    hint: "Give a part of the text as it stands there, letter for letter.",
  });
}

function requireLock(
  resource: ResourceContent,
  { resource: key, pointer, text }: PartEditOf<"unlock">,
): void {
  const locked = resource.content.mask.find((entry) => entry.pointer === pointer)?.locked ?? [];
  if (locked.includes(text)) return;
  const known = locked.map((each) => JSON.stringify(each)).join(", ");
  throw new AppError("not-found", `${pointer} of ${key} has no such lock.`, {
    hint: known === "" ? "Nothing is locked there." : `Locked there: ${known}.`,
  });
}

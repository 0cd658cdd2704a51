import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema, resourceKindSchema } from "#core/domain/resource.ts";
import { CLIENT_LANGUAGES, RESOURCE_FORMAT, SYSTEM_FORMAT } from "#core/domain/taken-out.ts";
import { procedure } from "./procedure.ts";
import { commitNameSchema, sentMessageSchema } from "./shapes.ts";

/** Where it was looked up: whatever names a commit, a tag among it. */
const placeShape = {
  commit: z.string(),
  /** The tag that was asked for; null where another name was. */
  tag: z.string().nullable(),
};

/** A resource as it leaves: its version is the hash of its kind, name and content, so that whoever has it can check it. */
const takenResourceSchema = z.object({
  format: z.literal(RESOURCE_FORMAT),
  resource: resourceKeySchema,
  kind: resourceKindSchema,
  name: z.string(),
  /** SHA-256 over the RFC 8785 form of {kind, name, content} [V1]. */
  version: z.string(),
  label: z.string(),
  state: z.enum(LIFECYCLES),
  ...placeShape,
  content: jsonValueSchema,
  /** Of a prompt: as a model gets it, with its placeholders. It follows from the content. */
  messages: z.array(sentMessageSchema).optional(),
});
export type TakenResource = z.infer<typeof takenResourceSchema>;

/** An agent with everything that it uses, at one commit. */
const takenSystemSchema = z.object({
  format: z.literal(SYSTEM_FORMAT),
  agent: resourceKeySchema,
  /** SHA-256 over the RFC 8785 form of {agent, versions}. */
  version: z.string(),
  /** The version of each resource, by its name: the agent and all that can be reached from it. */
  versions: z.record(z.string(), z.string()),
  ...placeShape,
  resources: z.array(takenResourceSchema),
});
export type TakenSystem = z.infer<typeof takenSystemSchema>;

const clientSchema = z.object({ file: z.string(), text: z.string() });

/** What is approved, for programs to use [V21]. */
export const resolveContract = {
  resource: procedure
    .input(z.object({ resource: resourceKeySchema, at: commitNameSchema.default("head") }))
    .output(takenResourceSchema),
  system: procedure
    .input(z.object({ agent: resourceKeySchema, at: commitNameSchema.default("head") }))
    .output(takenSystemSchema),
  /** The one file that programs of a language read all this with: it is copied beside them [V23]. */
  client: procedure.input(z.object({ language: z.enum(CLIENT_LANGUAGES) })).output(clientSchema),
};

import { tokensContract } from "#core/contract/tokens.ts";
import { toRead } from "#core/app/context.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import { openReadTokens } from "#core/app/workspace/read-tokens.ts";
import { requirePerson } from "./require-person.ts";

const reads = toRead(tokensContract);

/** They are this user's and not the workspace's: nothing of it is written. */
export const tokensHandlers = {
  list: reads.list.handler(({ context: { folder } }) =>
    openReadTokens(folder)
      .list()
      .map(({ name, createdAt }) => ({ name, createdAt: toIso(createdAt) })),
  ),
  create: reads.create.handler(({ input: { name }, context: { folder, caller, clock } }) => {
    requirePerson(caller, "let a program read");
    refuseSecret("The name of the token", name);
    const at = clock.now();
    return { name, createdAt: toIso(at), token: openReadTokens(folder).create(name, at) };
  }),
  remove: reads.remove.handler(({ input: { name }, context: { folder, caller } }) => {
    requirePerson(caller, "remove a token");
    openReadTokens(folder).remove(name);
    return { done: `Token ${name} opens nothing any more` };
  }),
};

import { resolveContract } from "#core/contract/resolve.ts";
import { toRead } from "#core/app/context.ts";
import { takeResource, takeSystem } from "#core/app/documents/taken-out.ts";
import { bundledClient } from "#core/app/bundled.ts";
import { CLIENT_FILES } from "#core/domain/taken-out.ts";
import { commitNamed } from "./named-commit.ts";

const reads = toRead(resolveContract);

export const resolveHandlers = {
  resource: reads.resource.handler(({ input: { resource, at }, context: { store } }) =>
    takeResource(store, resource, { commit: commitNamed(store, at), written: at }),
  ),
  system: reads.system.handler(({ input: { agent, at }, context: { store } }) =>
    takeSystem(store, agent, { commit: commitNamed(store, at), written: at }),
  ),
  client: reads.client.handler(({ input: { language } }) => {
    const file = CLIENT_FILES[language];
    return { file, text: bundledClient(file) };
  }),
};

import { openReadTokens } from "#core/app/workspace/read-tokens.ts";

/** Makes ten tokens of a workspace, as one of several programs at a time. */
const [folder = "", name = ""] = process.argv.slice(2);
for (let at = 1; at <= 10; at += 1) openReadTokens(folder).create(`${name}-${at}`, at);

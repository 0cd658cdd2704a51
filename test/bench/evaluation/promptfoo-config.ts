import { echoAt, eachItem, PROMPT_START, questionAt } from "./trivial-items.ts";

/** The trivial items as promptfoo's configuration: its echo provider, and a check that compares as our exact scorer does. */
export function promptfooConfig() {
  return {
    prompts: [`${PROMPT_START}{{question}}`],
    providers: ["echo"],
    tests: eachItem((index) => ({
      vars: { question: questionAt(index) },
      assert: [{ type: "equals", value: echoAt(index) }],
    })),
  };
}

/** Nothing listens there: a proxy that lets nothing out. */
const NOWHERE = "http://127.0.0.1:9";

/**
 * No cache, no telemetry, no update check, no sharing; its files in a folder of ours. With telemetry off promptfoo still sends
 * one message that telemetry is off, so it also gets a proxy that lets nothing out: no name of another machine is looked up.
 */
export function promptfooEnvironment(folder: string): Readonly<Record<string, string>> {
  return {
    HOME: folder,
    PROMPTFOO_CONFIG_DIR: folder,
    PROMPTFOO_CACHE_ENABLED: "false",
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_DISABLE_SHARING: "1",
    PROMPTFOO_DISABLE_REMOTE_GENERATION: "1",
    PROMPTFOO_DISABLE_REDTEAM_REMOTE_GENERATION: "1",
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    http_proxy: NOWHERE,
    https_proxy: NOWHERE,
  };
}

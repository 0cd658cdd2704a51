import { Worker } from "node:worker_threads";

/** What a pattern found: the whole match and its groups; null where it found nothing. */
export type Match = readonly (string | undefined)[] | null | "too-slow";

/** Patterns come from people and files, and some take for ever on some texts: each text gets this long, alone. */
const BUDGET_MS = 250;

type Question = {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
  readonly mostSlow: number;
};

/**
 * A thread of its own, so that whoever else this process serves does not wait for a search; as text, so that it is the
 * same from source and in every bundle. The engine checks for interruption while it backtracks, and each match is kept
 * as it is found: after an interruption `found.length` names the text that took too long. The time may have gone to the
 * texts before it: then it is tried again, as the first of the next turn.
 */
const THREAD = `
  const { parentPort } = require("node:worker_threads");
  const { createContext, Script } = require("node:vm");
  const room = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const search = new Script("for (let at = 0; at < texts.length; at += 1) found[at] = pattern.exec(texts[at]);");
  function searchWhileTime(pattern, texts) {
    const found = [];
    Object.assign(room, { pattern, texts, found });
    try {
      search.runInContext(room, { timeout: ${BUDGET_MS} });
    } catch (error) {
      if (error?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    }
    return found.map((match) => (match === null ? null : [...match]));
  }
  parentPort.on("message", ({ source, flags, texts, mostSlow }) => {
    const pattern = new RegExp(source, flags);
    const matches = [];
    let slow = 0;
    while (matches.length < texts.length && slow <= mostSlow) {
      const found = searchWhileTime(pattern, texts.slice(matches.length));
      matches.push(...found);
      if (found.length > 0 || matches.length === texts.length) continue;
      matches.push("too-slow");
      slow += 1;
    }
    parentPort.postMessage(matches);
  });
`;

type Pending = {
  readonly resolve: (matches: readonly Match[]) => void;
  readonly reject: (error: unknown) => void;
};

type Searcher = { readonly ask: (question: Question) => Promise<readonly Match[]> };

let searcher: Searcher | null = null;

/**
 * What the pattern finds in each text, in order; "too-slow" where it did not end within its time. After more than
 * `mostSlow` of those it gives up, and answers for the texts up to there. The pattern has no g or y flag.
 */
export async function execGuarded(
  { source, flags }: RegExp,
  texts: readonly string[],
  mostSlow = Infinity,
): Promise<readonly Match[]> {
  searcher ??= startSearcher(() => {
    searcher = null;
  });
  return searcher.ask({ source, flags, texts, mostSlow });
}

/** The thread answers in the order in which it is asked. It keeps the process alive only while somebody waits. */
function startSearcher(onEnd: () => void): Searcher {
  const thread = new Worker(THREAD, { eval: true });
  const waiting: Pending[] = [];
  const fail = (error: unknown): void => {
    onEnd();
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  thread.unref();
  thread.on("message", (matches: readonly Match[]) => {
    waiting.shift()?.resolve(matches);
    if (waiting.length === 0) thread.unref();
  });
  thread.on("error", fail);
  thread.on("exit", (code) => {
    fail(new Error(`The thread that searches texts ended with ${code}.`));
  });
  return {
    ask: async (question) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        thread.ref();
        thread.postMessage(question);
      }),
  };
}

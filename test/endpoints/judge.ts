import type { Seen } from "./ask.ts";
import type { Right } from "./behaviour.ts";
import { fits, type Heard } from "./fits.ts";

/** In what the outcome is not right, each as a clause; none where it is. */
export function findMisses(
  { right, asked }: { readonly right: Right; readonly asked: string },
  seen: Seen,
  heard: readonly Heard[],
): readonly string[] {
  return [
    ...missesOfAnswer(right, seen),
    ...missesOfError(right, seen, asked),
    ...missesOfWords(right, seen),
    ...missesOfRequests(right, heard),
    ...missesOfSpend(right, seen),
    ...missesOfWork(right, seen),
  ];
}

function missesOfAnswer({ output }: Right, seen: Seen): readonly string[] {
  if (output === undefined || seen.output === output) return [];
  return [`the answer is ${JSON.stringify(seen.output)}, not ${JSON.stringify(output)}`];
}

function missesOfError({ error }: Right, seen: Seen, asked: string): readonly string[] {
  if (error === undefined) return [];
  if (error === null) {
    if (asked === "session" ? !seen.hasStopped : seen.code === null) return [];
    return [`it failed with ${seen.code ?? "nothing"}`];
  }
  if (error === "some") return seen.code === null ? ["it passed for a success"] : [];
  const wanted = [error].flat();
  if (wanted.some((code) => code === seen.code)) return [];
  return [`it ended with ${seen.code ?? "no error"}, not with ${wanted.join(" or ")}`];
}

function missesOfWords({ says = [], hides = [] }: Right, { said, output }: Seen): readonly string[] {
  const text = `${said} ${JSON.stringify(output)}`.toLowerCase();
  return [
    ...says.filter((word) => !text.includes(word.toLowerCase())).map((word) => `nothing says "${word}"`),
    ...hides.filter((word) => text.includes(word.toLowerCase())).map((word) => `"${word}" can be read`),
  ];
}

function missesOfRequests({ requests, lastRequest }: Right, heard: readonly Heard[]): readonly string[] {
  const [least, most] = typeof requests === "number" ? [requests, requests] : (requests ?? [0, Infinity]);
  const count = heard.length;
  const last = heard.at(-1);
  return [
    ...(count >= least && count <= most
      ? []
      : [
          `there were ${count} requests, not ${least === most ? String(least) : `${least} to ${String(most)}`}`,
        ]),
    ...(lastRequest === undefined || (last !== undefined && fits(lastRequest, last))
      ? []
      : ["the last request is not as it is to be"]),
  ];
}

function missesOfSpend({ tokens, mostOutputTokens }: Right, seen: Seen): readonly string[] {
  if (seen.tokens === null) return [];
  const { input, output } = seen.tokens;
  const isAsReported = tokens === undefined || (input === tokens.input && output === tokens.output);
  return [
    ...(isAsReported
      ? []
      : [`${input} + ${output} tokens are charged, not ${tokens.input} + ${tokens.output}`]),
    ...(mostOutputTokens !== undefined && output > mostOutputTokens
      ? [`${output} output tokens are charged, and at most ${mostOutputTokens} were written`]
      : []),
  ];
}

function missesOfWork({ items, stops, proposals }: Right, seen: Seen): readonly string[] {
  const wrong = Object.entries(items ?? {}).filter(
    ([name, count]) => seen.items?.[name as "correct" | "errors"] !== count,
  );
  return [
    ...(wrong.length === 0
      ? []
      : [`of the items ${JSON.stringify(seen.items)}, not ${JSON.stringify(items)}`]),
    ...(stops === true && !seen.hasStopped ? ["it went on through every item"] : []),
    ...(proposals !== undefined && (seen.proposals?.made ?? 0) < proposals.least
      ? [`${seen.proposals?.made ?? 0} proposals were made, not ${proposals.least}`]
      : []),
  ];
}

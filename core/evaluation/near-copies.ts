/** Copies of texts in which single words were changed, left out or put in. */

/** Words in a row that are looked up. Between changes of one word in eight there are five such runs. */
const RUN = 3;

/** In so many words of a text in a row this share must be there again. */
const SPAN = 16;
const LEAST_SHARE = 0.75;

/** In the text that is looked at, the words of a copy stand no further apart. */
const MOST_BETWEEN = 6;

/** Runs that are in more places than this say nothing, and would take long to follow. */
const MOST_PLACES = 20;

type Words = readonly string[];
type Place = { readonly text: number; readonly at: number };
type Hit = Place & { readonly seen: number; readonly run: string };

/**
 * Finds copies of these texts: twelve words out of sixteen in a row (three quarters of a shorter text), in runs of three at
 * least that no open text has. The answer gives each copy by its runs. Takes time in proportion to the words it is given.
 */
export function indexNearCopies(
  texts: readonly Words[],
  open: readonly Words[],
): (words: Words) => readonly (readonly string[])[] {
  const known = new Set(open.flatMap(runsIn));
  const places = new Map<string, Place[]>();
  texts.forEach((words, text) => {
    runsIn(words).forEach((run, at) => {
      if (known.has(run)) return;
      const others = places.get(run);
      if (others === undefined) places.set(run, [{ text, at }]);
      else others.push({ text, at });
    });
  });
  return (words) => {
    const hits = runsIn(words).flatMap((run, seen) => {
      const found = places.get(run) ?? [];
      return found.length > MOST_PLACES ? [] : found.map((place): Hit => ({ ...place, seen, run }));
    });
    return [...Map.groupBy(hits, ({ text }) => text)].flatMap(([text, own]) =>
      splitWhereApart(own)
        .filter((cluster) => isCopy(cluster, texts[text]?.length ?? 0))
        .map((cluster) => cluster.map(({ run }) => run)),
    );
  };
}

function runsIn(words: Words): readonly string[] {
  const count = Math.max(0, words.length - RUN + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + RUN).join(" "));
}

/** Hits of one text, in the order in which they were seen, as stretches. */
function splitWhereApart(hits: readonly Hit[]): readonly (readonly Hit[])[] {
  const clusters: Hit[][] = [];
  for (const hit of hits) {
    const last = clusters.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || hit.seen - before.seen > RUN + MOST_BETWEEN)
      clusters.push([hit]);
    else last.push(hit);
  }
  return clusters;
}

/** Whether enough words of some stretch of the text are there. */
function isCopy(cluster: readonly Hit[], length: number): boolean {
  const covered = new Uint8Array(length);
  for (const { at } of cluster) covered.fill(1, at, at + RUN);
  const span = Math.min(SPAN, length);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    count += covered[at] ?? 0;
    if (at >= span) count -= covered[at - span] ?? 0;
    if (count >= LEAST_SHARE * span) return true;
  }
  return false;
}

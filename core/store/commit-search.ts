import type { Db } from "./db.ts";
import { provideSmallLetters, smallLettersOf } from "./small-letters.ts";

/** Words beyond these narrow nothing down that people could mean. */
const MOST_WORDS = 8;

/** Finds commits by what stands in their messages, ids and authors. */
export function createCommitSearch(db: Db) {
  provideSmallLetters(db);
  const held = `instr(${smallLettersOf("message || ' ' || id || ' ' || author_name")}, ?) > 0`;
  const statements = Array.from({ length: MOST_WORDS + 1 }, (_, words) => {
    const conditions = ["TRUE", ...Array.from({ length: words }, () => held)];
    return db
      .prepare(`SELECT id FROM commits WHERE ${conditions.join(" AND ")} ORDER BY seq DESC LIMIT ?`)
      .pluck();
  });
  return {
    /** Ids of the commits that have every word of a text somewhere, letters small or large, newest first. */
    find: (text: string, limit: number): readonly string[] => {
      const words = text
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== "")
        .slice(0, MOST_WORDS);
      return (statements[words.length]?.all(...words, limit) ?? []) as string[];
    },
  };
}

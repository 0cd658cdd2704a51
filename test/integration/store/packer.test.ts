import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { createPacker, type Packer } from "#core/store/packer.ts";
import { openStore } from "#core/store/store.ts";
import { packText } from "#core/store/stored-text.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let made: ReturnType<typeof makeFolder>;
let db: Database.Database;
beforeEach(() => {
  made = makeFolder();
  const path = join(made.folder, "workspace.sqlite");
  openStore(path, { readOnly: false }).close();
  db = new Database(path);
});
afterEach(() => {
  db.close();
  made.remove();
});

const WORDS = { old: wordsOf("old"), fresh: wordsOf("fresh") };

/** Text that compresses badly by itself, and well beside another with the same topic. */
function wordsOf(topic: string): string {
  const random = keyedRandom("words", topic);
  return Array.from({ length: 200 }, () => random.integer(1e9).toString(36)).join(" ");
}

const textOf = (topic: keyof typeof WORDS, at: number): string => `${at} zażółć ${WORDS[topic]} ${at}`;

function packAll(packer: Packer, topic: keyof typeof WORDS, count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, at) => packer.pack(textOf(topic, at)));
}

function dictionaries(): number {
  return db.prepare("SELECT count(*) FROM dictionary").pluck().get() as number;
}

describe("[M10] texts packed against a dictionary", () => {
  it("take a fraction of the bytes once a few of their kind are known, and come back as they were", () => {
    const packer = createPacker(db, "trace");
    const packed = packAll(packer, "old", 20);
    expect(packed.map((bytes, at) => packer.unpack(bytes).toString() === textOf("old", at))).not.toContain(
      false,
    );
    expect(packed.at(-1)!.length).toBeLessThan(packed[0]!.length / 5);
    expect(dictionaries()).toBe(1);
  });

  it("come back in another process, also after a better dictionary was made there, and plain ones too", () => {
    const before = [...packAll(createPacker(db, "trace"), "old", 20), packText(textOf("old", 20))];
    const later = createPacker(db, "trace");
    const after = packAll(later, "fresh", 300);
    expect(dictionaries()).toBe(2);
    expect(after.at(-1)!.length).toBeLessThan(after[0]!.length / 5);
    const reader = createPacker(db, "trace");
    expect(before.map((bytes, at) => reader.unpack(bytes).toString() === textOf("old", at))).not.toContain(
      false,
    );
    expect(after.map((bytes, at) => reader.unpack(bytes).toString() === textOf("fresh", at))).not.toContain(
      false,
    );
  });

  it("a dictionary whose transaction was taken back serves nothing that is packed afterwards", () => {
    const packer = createPacker(db, "trace");
    const failing = db.transaction(() => {
      packAll(packer, "old", 20);
      throw new Error("taken back");
    });
    expect(failing).toThrow("taken back");
    // Another kind's takes the number that is free again.
    packAll(createPacker(db, "model-call"), "fresh", 20);
    const packed = packAll(packer, "old", 3);
    expect(
      packed.map((bytes, at) => createPacker(db, "trace").unpack(bytes).toString() === textOf("old", at)),
    ).toEqual([true, true, true]);
  });

  it("a text is not read by a dictionary that is not its own, or by none", () => {
    const packer = createPacker(db, "trace");
    const bytes = packAll(packer, "old", 20).at(-1)!;
    const damaged = expect.objectContaining({ code: "workspace-damaged" });
    db.prepare("UPDATE dictionary SET bytes = ?").run(packText(textOf("fresh", 0).repeat(9)));
    expect(() => createPacker(db, "trace").unpack(bytes)).toThrow(damaged);
    db.prepare("DELETE FROM dictionary").run();
    expect(() => createPacker(db, "trace").unpack(bytes)).toThrow(damaged);
    expect(() => packer.unpack(bytes.subarray(0, 3))).toThrow(damaged);
  });

  it("texts that have nothing in common get no dictionary", () => {
    const packer = createPacker(db, "trace");
    for (let at = 0; at < 600; at += 1) {
      const random = keyedRandom("apart", at);
      packer.pack(Array.from({ length: 60 }, () => random.integer(1e9).toString(36)).join(" "));
    }
    expect(dictionaries()).toBe(0);
  });
});

import { join } from "node:path";
import { expect, it } from "vitest";
import { openStore } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

it("[T7] who has seen an event gets what came after it, and never that one again", () => {
  const { folder, remove } = makeFolder();
  const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  try {
    const [first, second, third] = store.durable(() =>
      [1, 2, 3].map((at) => {
        return store.events.append({ session: null, at, type: "hint", body: { text: "Look.", by: "Ada" } });
      }),
    );
    const seqsAfter = (seq: number) => store.events.after(seq, null, 10).map((event) => event.seq);
    expect([seqsAfter(0), seqsAfter(first!), seqsAfter(third!)]).toEqual([
      [first, second, third],
      [second, third],
      [],
    ]);
  } finally {
    store.close();
    remove();
  }
});

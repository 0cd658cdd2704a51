import { writeSync } from "node:fs";
import { openStore } from "#core/store/store.ts";
import { NO_SPEND } from "#core/domain/spend.ts";

/**
 * Keeps calls in groups, some at a time, and now and then a durable entry that says how many there are by then; each is
 * told on standard output once it is acknowledged. It goes on until it is killed.
 */
const [, , path = "", from = "0"] = process.argv;
// Nothing waits in time here: a group is written when it is full, or before what is durable.
const store = openStore(path, { readOnly: false, later: () => () => undefined });
for (let round = Number(from); ; round += 1) {
  const calls = 1 + ((round * 37) % 120);
  for (let call = 0; call < calls; call += 1) {
    store.grouped(() =>
      store.modelCalls.put(`${round}/${call}`, {
        requestHash: "r",
        reserved: NO_SPEND,
        response: { round, call },
      }),
    );
  }
  const body = { rests: `${round}`, on: calls };
  store.durable(() => store.audit.append({ at: round, type: "policy", body }));
  writeSync(1, `${round}\n`);
}

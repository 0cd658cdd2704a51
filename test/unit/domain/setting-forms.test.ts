import { expect, it } from "vitest";
import { SESSION_SETTINGS } from "#core/contract/settings.ts";
import { sessionConfigSchema } from "#core/domain/session.ts";
import { listSettingForms } from "#core/domain/setting-forms.ts";

const forms = new Map(listSettingForms().map((form) => [form.path, form]));

it.each([
  ["workers", "1 to 64"],
  ["gate.alpha", "more than 0, less than 1"],
  ["gate.metric", "either, score, correct"],
  ["optimizer.minibatch", "1 to 1000"],
  ["stallAfter", "1 or more"],
])("[C26] of %s it is known what it may be", (path, words) => {
  expect(forms.get(path)?.words).toBe(words);
});

it("every setting of the schema is there, and every one that the window has a field for", () => {
  const tops = new Set([...forms.keys()].map((path) => path.split(".")[0]));
  expect(Object.keys(sessionConfigSchema.shape).filter((name) => !tops.has(name))).toEqual([]);
  expect(SESSION_SETTINGS.filter((name) => !forms.has(name))).toEqual([]);
});

it.each([
  ["workers", [1, 64], [0, 65, 1.5]],
  ["gate.alpha", [0.1, 0.999], [0, 1, -1]],
  ["gate.minEffect", [0, 0.5], [1, -0.1]],
  ["stallAfter", [1, 5000], [0, 2.5]],
] as const)("[L16] a field for %s tells what would be refused, before it is sent", (path, good, bad) => {
  const allows = forms.get(path)?.allows;
  expect([good.map((value) => allows?.(value)), bad.map((value) => allows?.(value))]).toEqual([
    good.map(() => true),
    bad.map(() => false),
  ]);
});

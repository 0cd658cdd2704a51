import { expect, it } from "vitest";
import { describeReason } from "#core/host/cli/describe-reason.ts";
import { VERDICT_REASONS, type VerdictReason } from "#core/domain/gate/report.ts";

it("every reason of the gate is told in words before its code, and no two in the same words", () => {
  const told = (Object.keys(VERDICT_REASONS) as VerdictReason[]).map(
    (reason) => [reason, describeReason(reason)] as const,
  );
  for (const [reason, text] of told) expect(text).toMatch(new RegExp(`^[a-z][a-z, ]+ [a-z ]+, ${reason}$`));
  expect(new Set(told.map(([reason, text]) => text.replace(reason, ""))).size).toBe(told.length);
});

import { expect, it } from "vitest";
import { FACT_ATTRIBUTES, isSealedSpan, usageOf } from "#core/domain/spans/facts.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

it("facts are read off the attributes that the recorder writes", () => {
  const { operation, inputTokens, outputTokens, cachedTokens } = GEN_AI;
  const { operator, resource, costUsd, sealed } = AUTOGENESIS;
  expect(FACT_ATTRIBUTES).toEqual({
    operation,
    inputTokens,
    outputTokens,
    cachedTokens,
    operator,
    resource,
    costUsd,
    sealed,
  });
});

it("usage is that of spans that tell of any; a price that nobody told is unknown and not nothing", () => {
  expect(usageOf({ attributes: {} })).toBeNull();
  expect(usageOf({ attributes: { [GEN_AI.outputTokens]: 4 } })).toEqual({
    inputTokens: 0,
    outputTokens: 4,
    cachedTokens: 0,
    usd: null,
  });
});

it("a span is of a sealed item where it says just that", () => {
  const saying = [true, "true", 1, undefined].map((value) =>
    isSealedSpan({ attributes: value === undefined ? {} : { [AUTOGENESIS.sealed]: value } }),
  );
  expect(saying).toEqual([true, false, false, false]);
});

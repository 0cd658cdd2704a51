import type { SpendDocument } from "#core/contract/shapes.ts";

export type SpendOrigin = { readonly isSimulated?: boolean; readonly isOwnMachine?: boolean };

/** A spend in words, with what of it nobody but this program says. */
export function formatSpend(spend: SpendDocument, origin: SpendOrigin = {}): string {
  const { calls, inputTokens, outputTokens, usd, countedCalls = 0, reservedCalls = 0, beyond } = spend;
  const money = usd === null ? "unknown cost" : `${usd.toFixed(4)} USD${whereFrom(usd, origin)}`;
  const doubts = [
    ...(countedCalls === 0 ? [] : [`${countedCalls} of the calls counted here, not reported`]),
    ...(reservedCalls === 0 ? [] : [`${reservedCalls} at what was reserved, not known`]),
    ...(beyond === undefined ? [] : [`${formatCalls(beyond.calls)} more for runs begun early and not taken`]),
  ];
  return [
    `${calls} calls, ${inputTokens} input and ${outputTokens} output tokens, ${money}`,
    ...(doubts.length === 0 ? [] : [`(${doubts.join("; ")})`]),
  ].join(" ");
}

function formatCalls(calls: number): string {
  return calls === 1 ? "1 call" : `${calls} calls`;
}

function whereFrom(usd: number, { isSimulated = false, isOwnMachine = false }: SpendOrigin): string {
  if (isSimulated) return " (simulated model)";
  return isOwnMachine && usd === 0 ? " (own machine)" : "";
}

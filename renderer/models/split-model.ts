import type { ModelChoice } from "#core/domain/session.ts";

/** CONNECTION/NAME in its two halves; null where it is none. A name may have strokes of its own. */
export function splitModel(model: string): ModelChoice | null {
  const stroke = model.indexOf("/");
  if (stroke < 1 || stroke === model.length - 1) return null;
  return { provider: model.slice(0, stroke), name: model.slice(stroke + 1) };
}

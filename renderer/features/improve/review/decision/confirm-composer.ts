import type { Decisions } from "./use-decisions.ts";
import type { Composer, Desk } from "#renderer/features/improve/review/choice/use-desk.ts";

/** A refusal needs words or a chip, everything else words. */
export function isComplete({ mode, text, chips }: Composer): boolean {
  const isRefusal = mode === "reject" || mode === "send-back";
  return text.trim() !== "" || (isRefusal && chips.length > 0);
}

/** Does what the composer was opened for; it closes only when that was done. */
export async function confirmComposer(desk: Desk, decisions: Decisions): Promise<void> {
  const { composer } = desk;
  if (composer === null || !isComplete(composer)) return;
  if (await carryOut(composer, desk, decisions)) {
    desk.closeComposer();
    desk.stopEditing();
  }
}

async function carryOut(composer: Composer, desk: Desk, decisions: Decisions): Promise<boolean> {
  const { mode, text } = composer;
  switch (mode) {
    case "reject":
    case "send-back":
      return decisions.refuse(mode, composer);
    case "override":
      return decisions.approve(text.trim());
    case "derive":
    case "save-edit":
      return decisions.derive(desk.readValues(), text.trim());
  }
}

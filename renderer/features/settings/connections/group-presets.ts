import type { PresetDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";

/** What most people begin from, in this order; the rest is found below it or by typing. */
const OFTEN = ["openai", "anthropic", "gemini", "openrouter", "azure"];

type Choice = { readonly value: string; readonly label: string };

/** Presets to choose from: any endpoint first, then those that are often used, run on this machine, and the rest. */
export function groupPresets(presets: readonly PresetDocument[]): { group: string; items: Choice[] }[] {
  const { beginGroups, beginAny } = connectionStrings;
  const often = OFTEN.flatMap((name) => presets.find((preset) => preset.name === name) ?? []);
  const rest = presets.filter((preset) => !often.includes(preset));
  const here = rest.filter(({ key }) => key === null);
  const others = rest.filter(({ key }) => key !== null).toSorted((a, b) => a.label.localeCompare(b.label));
  return [
    { group: beginGroups.often, items: [{ value: "", label: beginAny }, ...often.map(toChoice)] },
    { group: beginGroups.here, items: here.map(toChoice) },
    { group: beginGroups.other, items: others.map(toChoice) },
  ].filter(({ items }) => items.length > 0);
}

function toChoice({ name, label }: PresetDocument): Choice {
  return { value: name, label };
}

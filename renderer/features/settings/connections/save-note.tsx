import type { PresetDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { ConnectionDraft } from "./connection-draft.ts";

type SaveNoteProps = { readonly draft: ConnectionDraft; readonly preset: PresetDocument | undefined };

/** Who saves says by it where keys may go: it is told beside the button, and so is a preset's key that stays behind. */
export function SaveNote({ draft: { baseUrl, keys, headers }, preset }: SaveNoteProps) {
  const usual = preset?.baseUrl ?? null;
  const address = baseUrl.trim() === "" ? usual : baseUrl.trim();
  const inHeaders = headers.filter(({ isKey }) => isKey).map(({ value }) => value);
  const presetKey = preset?.key ?? null;
  // Whoever says an address for what has none of its own means its key.
  const isMeant = keys === null && usual === null && presetKey !== null;
  const named = [...(isMeant ? [presetKey] : (keys ?? [])), ...inHeaders];
  const stays = keys === null && usual !== null && address !== null && originOf(address) !== originOf(usual);
  if (address === null) return <span className="form-note" />;
  return (
    <span className="form-note faint">
      {named.length === 0 ? null : connectionStrings.saveNote(address, named)}{" "}
      {stays && presetKey !== null ? connectionStrings.keyStays(presetKey, address) : null}
    </span>
  );
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

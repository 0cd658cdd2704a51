import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { FieldsProps } from "./fields-props.ts";

/** More are not asked in turn. */
const MOST = 5;

/** Models that are asked in their order where this connection gives no answer. */
export function FallbackFields({ draft: { fallback }, faults, set }: FieldsProps) {
  return (
    <div className="pair-rows" role="group" aria-label={connectionStrings.fallback}>
      {fallback.map((model, at) => (
        // eslint-disable-next-line react/no-array-index-key -- Its place is what counts.
        <div key={at} className="fallback-row">
          <ModelPicker
            label={connectionStrings.nth(connectionStrings.model, at + 1)}
            value={model === "" ? null : model}
            onChange={(chosen) => set({ fallback: fallback.with(at, chosen ?? "") })}
          />
          <ActionIcon
            aria-label={connectionStrings.takeOut(connectionStrings.model.toLowerCase(), at + 1)}
            onClick={() => set({ fallback: fallback.toSpliced(at, 1) })}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {faults["fallback"] === undefined ? null : (
        <div className="field-fault" tabIndex={-1}>
          {faults["fallback"]}
        </div>
      )}
      <div className="field-note">{connectionStrings.fallbackNote}</div>
      {fallback.length >= MOST ? null : (
        <Button
          variant="subtle"
          color="gray"
          className="pair-add"
          onClick={() => set({ fallback: [...fallback, ""] })}
        >
          {connectionStrings.addFallback}
        </Button>
      )}
    </div>
  );
}

import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { splitModel } from "./split-model.ts";
import "./model-name.css";

type ModelNameProps = {
  /** CONNECTION/NAME. */
  readonly model: string;
  /** Why it is this one. */
  readonly note?: string;
};

/** A model by its whole name, and called simulated where it is; beside whatever spends, so that nobody has to guess [V18]. */
export function ModelName({ model, note }: ModelNameProps) {
  return (
    <span className="model-name">
      <span className="mono truncate" title={showHiddenSigns(model)}>
        <ShownText text={model} />
      </span>
      {isStandIn(splitModel(model)?.provider ?? "") ? (
        <Tag meaning="simulated" title={modelStrings.simulatedTitle}>
          {uiStrings.simulated}
        </Tag>
      ) : null}
      {note === undefined ? null : <span className="faint model-name-note">{note}</span>}
    </span>
  );
}

import { Button } from "@mantine/core";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";

type RetireWayOutProps = {
  readonly dependents: readonly ResourceKey[];
  /** An agent can do without a tool, an environment or a memory, but not without a prompt. */
  readonly canDetach: boolean;
  readonly onDetach: () => void;
};

/** Who uses what was to be retired, and how it can be all the same. */
export function RetireWayOut({ dependents, canDetach, onDetach }: RetireWayOutProps) {
  if (dependents.length === 0) return null;
  return (
    <div className="change">
      <p className="change-dependents">
        {formStrings.usedBy}{" "}
        {dependents.map((key) => (
          <a key={key} className="mono link" href={hrefTo("resources", key.split("/"), { edit: "form" })}>
            {key}
          </a>
        ))}
      </p>
      <p>
        {canDetach ? (
          <Button onClick={onDetach}>{formStrings.detachAll(dependents.length)}</Button>
        ) : (
          formStrings.otherPromptFirst
        )}
      </p>
    </div>
  );
}

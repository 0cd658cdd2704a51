import { Button } from "@mantine/core";
import { useState } from "react";
import type { ResourceKey, ResourceKind } from "#core/domain/resource.ts";
import { MeasureButton } from "#renderer/measure/measure-button.tsx";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { RunDialog } from "./run-dialog.tsx";

type RunButtonProps = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly shown: Resource | undefined;
};

/** What does something when it is run. */
const RUNNABLE: ReadonlySet<ResourceKind> = new Set(["agent", "prompt", "tool"]);

/** Beside a resource that can be run: the way to run it now, and where it is an agent to measure it. */
export function RunButton({ resource, at, shown }: RunButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isRunnable = shown !== undefined && RUNNABLE.has(shown.kind) && shown.state !== "archived";
  useCommands("resource-run", [
    {
      id: "resource-run",
      title: isRunnable ? runStrings.title(resource) : runStrings.button,
      group: resourceStrings.group,
      isDisabled: !isRunnable,
      run: () => setIsOpen(true),
    },
  ]);
  if (!isRunnable) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{runStrings.button}</Button>
      {shown.kind === "agent" ? (
        <MeasureButton key={resource} label={measureStrings.measure} start={{ at, agent: shown.name }} />
      ) : null}
      {isOpen ? <RunDialog key={resource} resource={shown} at={at} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

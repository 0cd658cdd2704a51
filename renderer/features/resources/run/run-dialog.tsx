import { Modal } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { contentAs } from "#core/domain/content/content.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { AgentRun } from "./agent-run.tsx";
import { PromptRun } from "./prompt-run.tsx";
import { ToolRun } from "./tool-run.tsx";
import "./run.css";

type RunDialogProps = { readonly resource: Resource; readonly at: string; readonly onClose: () => void };

/** A resource, run now: what goes in, what comes out. */
export function RunDialog({ resource, at, onClose }: RunDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={runStrings.title(`${resource.kind}/${resource.name}`)}
      size={720}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <RunBody resource={resource} at={at} />
    </Modal>
  );
}

function RunBody({ resource, at }: Omit<RunDialogProps, "onClose">) {
  const content = resource.content as JsonObject;
  switch (resource.kind) {
    case "agent":
      return <AgentRun name={resource.name} content={contentAs("agent", content)} at={at} />;
    case "prompt":
      return <PromptRun name={resource.name} content={contentAs("prompt", content)} at={at} />;
    case "tool":
      return <ToolRun name={resource.name} content={contentAs("tool", content)} at={at} />;
    case "environment":
    case "memory":
      return null;
  }
}

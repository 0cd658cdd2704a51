import { contentAs } from "#core/domain/content/content.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { AgentReading } from "./agent-reading.tsx";
import { EnvironmentReading } from "./environment-reading.tsx";
import { MemoryReading } from "./memory-reading.tsx";
import { PromptReading } from "./prompt-reading.tsx";
import { ToolReading } from "./tool-reading.tsx";

/** The reading form of each kind. What the host sends passed its kind's schema when it was committed. */
export function ResourceContent({ resource }: { readonly resource: Resource }) {
  const content = resource.content as JsonObject;
  switch (resource.kind) {
    case "prompt":
      return <PromptReading content={contentAs("prompt", content)} />;
    case "agent":
      return <AgentReading content={contentAs("agent", content)} />;
    case "tool":
      return <ToolReading content={contentAs("tool", content)} />;
    case "environment":
      return <EnvironmentReading content={contentAs("environment", content)} />;
    case "memory":
      return <MemoryReading content={contentAs("memory", content)} />;
  }
}

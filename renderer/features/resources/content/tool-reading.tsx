import type { ToolContent } from "#core/domain/content/tool.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { DescriptionBlock } from "./description-block.tsx";
import { SchemaTable } from "./schema-table.tsx";
import { toolTypeReading } from "./tool-types.tsx";

/** A tool: what it takes and can touch, and what its type has beside that. */
export function ToolReading({ content }: { readonly content: ToolContent }) {
  const reading = toolTypeReading(content);
  return (
    <div className="reading">
      <dl className="fields">
        <div className="fields-row">
          <dt>{resourceStrings.effect}</dt>
          <dd>{resourceStrings.effects[content.effect]}</dd>
        </div>
        <div className="fields-row">
          <dt>{resourceStrings.timeout}</dt>
          <dd className="number">{content.timeoutMs / 1000} s</dd>
        </div>
        {reading.fields(content)}
      </dl>
      <SchemaTable title={resourceStrings.arguments} schema={content.inputSchema} />
      {reading.body(content)}
      <DescriptionBlock description={content.description} />
    </div>
  );
}

import type { ToolContent } from "#core/domain/content/tool.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CodeText } from "#renderer/features/resources/code-text.tsx";
import { VariableBlock } from "#renderer/features/resources/variable-block.tsx";
import { DescriptionBlock } from "./description-block.tsx";
import { SchemaTable } from "./schema-table.tsx";

/** A tool: what it takes and can touch, and, where it is evolved code, its source and the examples it must keep. */
export function ToolReading({ content }: { readonly content: ToolContent }) {
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
        {content.type === "builtin" ? (
          <div className="fields-row">
            <dt>{resourceStrings.implementation}</dt>
            <dd className="mono">{content.implementation}</dd>
          </div>
        ) : (
          <div className="fields-row">
            <dt>{resourceStrings.capabilities}</dt>
            <dd className="mono">
              {content.capabilities.length === 0 ? resourceStrings.none : content.capabilities.join(", ")}
            </dd>
          </div>
        )}
      </dl>
      <SchemaTable title={resourceStrings.arguments} schema={content.inputSchema} />
      {content.type === "code" ? (
        <>
          <VariableBlock pointer="/code" title={resourceStrings.code}>
            <CodeText code={content.code} />
          </VariableBlock>
          <Examples examples={content.examples} />
        </>
      ) : null}
      <DescriptionBlock description={content.description} />
    </div>
  );
}

type ExampleList = Extract<ToolContent, { readonly type: "code" }>["examples"];

function Examples({ examples }: { readonly examples: ExampleList }) {
  if (examples.length === 0) return null;
  const title = resourceStrings.examples(examples.length);
  return (
    <section className="block" aria-label={title}>
      <header className="block-head">
        <h3 className="block-title">{title}</h3>
      </header>
      <ul className="examples mono">
        {examples.map(({ input, output }) => (
          <li key={JSON.stringify(input)}>
            {JSON.stringify(input)} <span className="faint">→</span> {JSON.stringify(output)}
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from "react";
import type { CodeToolContent, ToolContent, ToolOfType } from "#core/domain/content/tool.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CodeText } from "#renderer/features/resources/variable/code-text.tsx";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";

/** What a type of tool shows of its own. */
interface ToolTypeReading<C extends ToolContent = ToolContent> {
  /** Rows beside effect and time limit. */
  fields(content: C): ReactNode;
  /** What follows its arguments; null where there is nothing. */
  body(content: C): ReactNode;
}

const READINGS: { readonly [T in ToolContent["type"]]: ToolTypeReading<ToolOfType<T>> } = {
  builtin: {
    fields: ({ implementation }) => (
      <div className="fields-row">
        <dt>{resourceStrings.implementation}</dt>
        <dd className="mono">{implementation}</dd>
      </div>
    ),
    body: () => null,
  },
  code: {
    fields: ({ capabilities }) => (
      <div className="fields-row">
        <dt>{resourceStrings.capabilities}</dt>
        <dd className="mono">{capabilities.length === 0 ? resourceStrings.none : capabilities.join(", ")}</dd>
      </div>
    ),
    body: ({ code, examples }) => (
      <>
        <VariableBlock pointer="/code" title={resourceStrings.code}>
          <CodeText code={code} />
        </VariableBlock>
        <Examples examples={examples} />
      </>
    ),
  },
};

/** What a tool of this content's type shows. Invariant: it is asked about this content alone, whose type it is. */
export function toolTypeReading({ type }: ToolContent): ToolTypeReading {
  return READINGS[type];
}

function Examples({ examples }: Pick<CodeToolContent, "examples">) {
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

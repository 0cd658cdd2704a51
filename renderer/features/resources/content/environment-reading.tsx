import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { AnnotatedText } from "#renderer/features/resources/annotated-text.tsx";
import { CodeText } from "#renderer/features/resources/code-text.tsx";
import { useEditing } from "#renderer/features/resources/editing.ts";
import { VariableBlock } from "#renderer/features/resources/variable-block.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { DescriptionBlock } from "./description-block.tsx";

/** Something to act in: its rules, its actions, and what it begins with. */
export function EnvironmentReading({ content }: { readonly content: EnvironmentContent }) {
  const { variables } = useEditing();
  const files = Object.entries(content.initialState.files);
  return (
    <div className="reading">
      <VariableBlock pointer="/rules" title={resourceStrings.rules}>
        <AnnotatedText text={content.rules} locked={variables.get("/rules")?.locked ?? []} />
      </VariableBlock>
      <section className="block" aria-label={resourceStrings.actions}>
        <header className="block-head">
          <h3 className="block-title">{resourceStrings.actions}</h3>
        </header>
        <dl className="schema">
          {content.actions.map(({ name, description, effect }) => (
            <div key={name} className="schema-row schema-row-action">
              <dt className="mono">{name}</dt>
              <dd className="faint" title={resourceStrings.effects[effect]}>
                {resourceStrings.effectWords[effect]}
              </dd>
              <dd dir="auto">
                <ShownText text={description} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {files.length === 0 ? null : (
        <section className="block" aria-label={resourceStrings.files}>
          <header className="block-head">
            <h3 className="block-title">{resourceStrings.files}</h3>
          </header>
          {files.map(([path, text]) => (
            <div key={path}>
              <div className="environment-file-path mono">{path}</div>
              <CodeText code={text} />
            </div>
          ))}
        </section>
      )}
      <DescriptionBlock description={content.description} />
    </div>
  );
}

import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { LockableText } from "#renderer/features/resources/variable/lockable-text.tsx";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { DescriptionBlock } from "./description-block.tsx";
import { environmentTypeReading } from "./environment-types.tsx";

/** Something to act in: its type, its rules, its actions, and what it begins with. */
export function EnvironmentReading({ content }: { readonly content: EnvironmentContent }) {
  const reading = environmentTypeReading(content);
  return (
    <div className="reading">
      <dl className="fields">
        <div className="fields-row">
          <dt>{resourceStrings.environmentType}</dt>
          <dd>{resourceStrings.environmentTypes[content.type]}</dd>
        </div>
        {reading.fields(content)}
      </dl>
      <VariableBlock pointer="/rules" title={resourceStrings.rules}>
        <LockableText text={content.rules} pointer="/rules" />
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
      {reading.initialState(content)}
      <DescriptionBlock description={content.description} />
    </div>
  );
}

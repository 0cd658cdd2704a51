import type { ReactNode } from "react";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { useEditing } from "#renderer/features/resources/variable/editing.ts";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { DescriptionBlock } from "./description-block.tsx";

/** An agent: what it is made of, with a link to each part, and its settings. */
export function AgentReading({ content }: { readonly content: AgentContent }) {
  const { model, sampling, limits } = content;
  const { variables } = useEditing();
  return (
    <div className="reading">
      <dl className="fields">
        <Field name={resourceStrings.loop}>{resourceStrings.loops[content.loop]}</Field>
        <Field name={resourceStrings.prompt}>
          <Links kind="prompt" names={[content.prompt]} />
        </Field>
        <Field name={resourceStrings.inputs}>
          <span className="mono">{content.inputs.join(", ")}</span>
        </Field>
        <Field name={resourceStrings.environments}>
          <Links kind="environment" names={content.environments} />
        </Field>
        <Field name={resourceStrings.memory}>
          <Links kind="memory" names={content.memory} />
        </Field>
      </dl>
      <VariableBlock pointer="/model/name" title={resourceStrings.model}>
        <div className="block-value">
          <span className="mono">
            {model.provider}/{model.name}
          </span>
          {isStandIn(model.provider) ? <Tag meaning="simulated">{uiStrings.simulated}</Tag> : null}
        </div>
      </VariableBlock>
      <VariableBlock pointer="/tools" title={resourceStrings.tools}>
        <div className="block-value">
          <Links kind="tool" names={content.tools} />
        </div>
      </VariableBlock>
      {[
        ["/sampling/temperature", resourceStrings.temperature, sampling.temperature],
        ["/sampling/topP", resourceStrings.topP, sampling.topP],
        ["/limits/maxSteps", resourceStrings.maxSteps, limits.maxSteps],
      ].map(([pointer, title, value]) =>
        variables.has(String(pointer)) ? (
          <VariableBlock key={pointer} pointer={String(pointer)} title={String(title)}>
            <div className="block-value number">{value}</div>
          </VariableBlock>
        ) : null,
      )}
      <dl className="fields">
        <Field name={resourceStrings.maxOutputTokens}>
          {sampling.maxOutputTokens === undefined
            ? resourceStrings.none
            : formatCount(sampling.maxOutputTokens)}
        </Field>
        <Field name={resourceStrings.maxRunTokens}>{formatCount(limits.maxTokens)}</Field>
        <Field name={resourceStrings.timeout}>{resourceStrings.ownTime(limits.timeoutMs / 1000)}</Field>
      </dl>
      <DescriptionBlock description={content.description} />
    </div>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fields-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Links({ kind, names }: { readonly kind: ResourceKind; readonly names: readonly string[] }) {
  if (names.length === 0) return <span className="faint">{resourceStrings.none}</span>;
  return (
    <span className="fields-links">
      {names.map((name) => (
        <a key={name} className="mono link" href={hrefTo("resources", [kind, name])}>
          {name}
        </a>
      ))}
    </span>
  );
}

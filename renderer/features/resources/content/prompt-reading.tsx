import { formatPointer } from "#core/base/json.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { LockableText } from "#renderer/features/resources/variable/lockable-text.tsx";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { DescriptionBlock } from "./description-block.tsx";
import { SchemaTable } from "./schema-table.tsx";

/** Messages in order, each of its named sections; locked texts and slots are drawn where they stand. */
export function PromptReading({ content }: { readonly content: PromptContent }) {
  return (
    <div className="reading">
      {content.messages.map((message, at) => (
        // eslint-disable-next-line react/no-array-index-key -- A message is named by its place, in pointers too.
        <section key={at} className="prompt-message" aria-label={resourceStrings.role[message.role]}>
          <div className="prompt-message-role">{resourceStrings.role[message.role]}</div>
          <div className="prompt-message-sections">
            {message.sections.map((section, place) => {
              const pointer = formatPointer(["messages", at, "sections", place, "text"]);
              return (
                <VariableBlock key={pointer} pointer={pointer} title={section.name}>
                  <LockableText text={section.text} pointer={pointer} />
                </VariableBlock>
              );
            })}
          </div>
        </section>
      ))}
      <SchemaTable title={resourceStrings.inputs} schema={content.inputSchema} />
      <DescriptionBlock description={content.description} />
    </div>
  );
}

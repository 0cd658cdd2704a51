import { resourceStrings } from "#renderer/strings/resources.ts";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** What every kind has: the sentence by which it is found. */
export function DescriptionBlock({ description }: { readonly description: string }) {
  return (
    <VariableBlock pointer="/description" title={resourceStrings.description}>
      <div className="reading-text" dir="auto">
        <ShownText text={description} />
      </div>
    </VariableBlock>
  );
}

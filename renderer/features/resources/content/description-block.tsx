import { resourceStrings } from "#renderer/strings/resources.ts";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { findLinks } from "#renderer/text/find-links.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** What every kind has: the sentence by which it is found. An address in it leads there. */
export function DescriptionBlock({ description }: { readonly description: string }) {
  return (
    <VariableBlock pointer="/description" title={resourceStrings.description}>
      <div className="reading-text" dir="auto">
        {findLinks(description).map(({ text, href }, at) =>
          href === null ? (
            // eslint-disable-next-line react/no-array-index-key -- Parts of one text have no other identity than their place.
            <ShownText key={at} text={text} />
          ) : (
            // eslint-disable-next-line react/no-array-index-key -- Links are parts of that text as well: their place is all they have.
            <a key={at} className="link" href={href} target="_blank" rel="noopener noreferrer">
              {text}
            </a>
          ),
        )}
      </div>
    </VariableBlock>
  );
}

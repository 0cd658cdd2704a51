import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import "./shown-text.css";

const MARK = /(\[U\+[0-9A-F]{4,6}\])/;

/** Somebody's words, with what cannot be seen in them written out and marked. */
export function ShownText({ text }: { readonly text: string }) {
  return <MarkedText text={showHiddenSigns(text)} />;
}

/** A text in which hidden signs were written out already: those stand out. */
export function MarkedText({ text }: { readonly text: string }) {
  if (!MARK.test(text)) return text;
  return text.split(MARK).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // eslint-disable-next-line react/no-array-index-key -- Parts of one text have no other identity than their place.
      <span key={at} className="hidden-sign" title={uiStrings.hiddenSign}>
        {part}
      </span>
    ),
  );
}

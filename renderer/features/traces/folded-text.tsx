import { useMemo, useState } from "react";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { foldText, formatBytes, splitEncoded } from "./span-text.ts";
import { MarkedText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type FoldedTextProps = {
  readonly text: string;
  readonly isCode?: boolean;
  readonly mostLines?: number;
};

/** A text of any length: folded after some lines, encoded bytes as chips with their size. */
export function FoldedText({ text, isCode = false, mostLines = 14 }: FoldedTextProps) {
  const [isOpen, setIsOpen] = useState(false);
  const plain = useMemo(() => splitEncoded(showHiddenSigns(text)), [text]);
  const whole = plain.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
  const folded = foldText(whole, mostLines);
  const pieces = isOpen || folded === null ? plain : [{ kind: "text" as const, text: folded.head }];
  return (
    <div className={isCode ? "folded folded-code" : "folded"}>
      <div className="folded-text" dir="auto">
        {pieces.map((piece, at) =>
          piece.kind === "text" ? (
            // eslint-disable-next-line react/no-array-index-key -- Pieces of one text never change places.
            <MarkedText key={at} text={piece.text} />
          ) : (
            // eslint-disable-next-line react/no-array-index-key -- Pieces of one text never change places.
            <span key={at} className="folded-bytes">
              {tracesStrings.binary(piece.type, formatBytes(piece.sizeBytes))}
            </span>
          ),
        )}
        {folded !== null && !isOpen ? "…" : null}
      </div>
      {folded === null ? null : (
        <button type="button" className="folded-more" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? tracesStrings.showLess : tracesStrings.showAll(folded.lines)}
        </button>
      )}
    </div>
  );
}

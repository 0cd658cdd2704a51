import { useState } from "react";
import { jsonEquals, type Json } from "#core/base/json.ts";
import { LazyCodeEditor } from "#renderer/editor/lazy-code-editor.tsx";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { readJson, writeJson } from "./read-json.ts";

type JsonFieldProps = {
  readonly name: string;
  readonly value: Json;
  readonly minHeightPx?: number;
  readonly onChange: (value: Json) => void;
};

/** A value written as JSON. What cannot be read as that stays as it was typed, and the value as it was. */
export function JsonField({ name, value, minHeightPx = 72, onChange }: JsonFieldProps) {
  const [typed, setTyped] = useState(() => writeJson(value));
  const read = readJson(typed);
  // Changed from elsewhere: what stands here is told anew.
  const text = read.ok && !jsonEquals(read.value, value) ? writeJson(value) : typed;
  return (
    <>
      <LazyCodeEditor
        text={text}
        language="javascript"
        name={name}
        isFaulty={!read.ok}
        minHeightPx={minHeightPx}
        onEdited={(next) => {
          setTyped(next);
          const known = readJson(next);
          if (known.ok) onChange(known.value);
        }}
      />
      {read.ok ? null : (
        <div className="make-fault" role="status">
          {resourceStrings.notJson}
        </div>
      )}
    </>
  );
}

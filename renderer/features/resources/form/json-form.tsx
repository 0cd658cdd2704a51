import { useState } from "react";
import { isJsonObject, jsonEquals } from "#core/base/json.ts";
import { LazyCodeEditor } from "#renderer/editor/lazy-code-editor.tsx";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { useFormFields } from "./form-context.ts";
import { readJson, writeJson } from "./read-json.ts";

/** The whole content as JSON, under the same checks as the fields: each is told with its place. */
export function JsonForm() {
  const { draft, content, faults, change } = useFormFields();
  const [typed, setTyped] = useState(() => draft.json ?? writeJson(content));
  const known = readJson(typed);
  // Changed from elsewhere: what stands here is told anew. Other spaces are no change.
  const text = draft.json ?? (known.ok && !jsonEquals(known.value, content) ? writeJson(content) : typed);
  const told = Object.entries(faults).filter(([path]) => path.startsWith("/") || path === "json");
  return (
    <div className="make-list">
      <p className="make-note">{formStrings.jsonNote}</p>
      <LazyCodeEditor
        text={text}
        language="javascript"
        name={formStrings.asJson}
        isFaulty={told.length > 0}
        minHeightPx={320}
        maxHeightPx={720}
        onEdited={(next) => {
          setTyped(next);
          const read = readJson(next);
          if (read.ok && isJsonObject(read.value)) change({ content: read.value, json: null });
          else change({ json: next });
        }}
      />
      {told.length === 0 ? null : (
        <div className="make-fault" role="status">
          <ul>
            {told.map(([path, fault]) => (
              <li key={path}>
                {path === "json" ? null : <span className="mono">{path} </span>}
                <ShownText text={fault ?? ""} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

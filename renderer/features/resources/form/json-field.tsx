import { useState } from "react";
import { isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import { LazyCodeEditor } from "#renderer/editor/lazy-code-editor.tsx";
import type { UnreadText } from "#renderer/store/form-slice.ts";
import { findUnread, withUnread } from "./unread-texts.ts";
import { useFormFields } from "./form-context.ts";
import { readJson, writeJson } from "./read-json.ts";

type JsonFieldProps = {
  readonly name: string;
  /** Its place in the content. */
  readonly path: string;
  readonly value: Json;
  /** Whether nothing but an object can stand there. */
  readonly isObject?: boolean;
  readonly minHeightPx?: number;
  readonly onChange: (value: Json) => void;
};

/**
 * A value written as JSON. What cannot be read as that stays as it was typed, is kept with the draft, and is a fault of the
 * form until it can be read [L22][L23].
 */
export function JsonField({
  name,
  path,
  value,
  isObject = false,
  minHeightPx = 72,
  onChange,
}: JsonFieldProps) {
  const { draft, editUnread } = useFormFields();
  const [typed, setTyped] = useState(() => writeJson(value));
  const kept = draft.unread[path];
  const read = readJson(typed);
  // Changed from elsewhere: what stands here is told anew. Other spaces are no change.
  const isOld = !read.ok || !jsonEquals(read.value, value);
  const fault = kept === undefined ? undefined : findUnread(draft)[path];
  return (
    <>
      <LazyCodeEditor
        text={kept?.text ?? (isOld ? writeJson(value) : typed)}
        language="javascript"
        name={name}
        isFaulty={kept !== undefined}
        minHeightPx={minHeightPx}
        onEdited={(next) => {
          setTyped(next);
          const known = readJson(next);
          const unread: UnreadText["fault"] | null = !known.ok
            ? "json"
            : isObject && !isJsonObject(known.value)
              ? "object"
              : null;
          if (known.ok && unread === null) onChange(known.value);
          editUnread((all) => withUnread(all, path, unread === null ? null : { text: next, fault: unread }));
        }}
      />
      {fault === undefined ? null : (
        <div className="make-fault" role="status">
          {fault}
        </div>
      )}
    </>
  );
}

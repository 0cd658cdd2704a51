import { SegmentedControl } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { DescriptionField } from "./description-field.tsx";
import { useFormFields } from "./form-context.ts";
import { JsonForm } from "./json-form.tsx";
import { KindFields } from "./kind-fields.tsx";
import { isDrawable } from "./is-drawable.ts";

/** The content as fields, or as JSON where that is wanted, or where no fields can draw what was written. */
export function FormBody({ head }: { readonly head: ReactNode }) {
  const { draft } = useFormFields();
  const [isJson, setIsJson] = useState(draft.json !== null);
  const canDraw = draft.json === null && isDrawable(draft.kind, draft.content);
  const isFields = canDraw && !isJson;
  return (
    <>
      {head}
      <div className="make-top">
        <SegmentedControl
          aria-label={formStrings.writtenAs}
          value={isFields ? "form" : "json"}
          data={[
            { value: "form", label: formStrings.asForm, disabled: !canDraw },
            { value: "json", label: formStrings.asJson },
          ]}
          onChange={(next) => setIsJson(next === "json")}
        />
      </div>
      {isFields ? (
        <>
          <DescriptionField />
          <KindFields />
        </>
      ) : (
        <JsonForm />
      )}
    </>
  );
}

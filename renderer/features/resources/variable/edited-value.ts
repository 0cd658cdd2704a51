import { err, ok, type Result } from "#core/base/result.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import type { Variable } from "./resource-queries.ts";

type Value = Variable["value"];

/** A variable's value as the text that is edited. */
export function writeValue(value: Value): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The edited text as a value of the variable's type, or what is wrong with it. */
export function readValue(type: Variable["type"], text: string): Result<Value, string> {
  switch (type) {
    case "text":
    case "code":
    case "enum":
      return ok(text);
    case "number": {
      const value = Number(text);
      return text.trim() === "" || !Number.isFinite(value) ? err(resourceStrings.notANumber) : ok(value);
    }
    case "json":
      try {
        return ok(JSON.parse(text) as Value);
      } catch {
        return err(resourceStrings.notJson);
      }
  }
}

import { useState } from "react";
import type { Json } from "#core/base/json.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { fieldsOf, readFields, readArguments, writeFields, type ToolField } from "./tool-fields.ts";

type Texts = Readonly<Record<string, string>>;
export type Way = "form" | "json";

const inputsOf = (state: AppState) => state.runInputs;
/** Where the arguments as JSON are remembered: no argument has this name, as it is none. */
const WHOLE = " json";
const NONE: Texts = {};

export type ToolArguments = {
  readonly fields: readonly ToolField[];
  readonly way: Way;
  readonly values: Texts;
  readonly whole: string;
  readonly faults: Texts;
  readonly wholeFault: string | undefined;
  readonly choose: (way: Way) => void;
  readonly change: (field: string, text: string) => void;
  readonly changeWhole: (text: string) => void;
  /** Both ways of writing them, from these arguments. */
  readonly fill: (input: Json) => void;
  /** What was typed; null where a field holds what it cannot, which is said at it. */
  readonly read: () => { readonly input: Json } | null;
  readonly remember: () => void;
};

/** A tool's arguments as they are typed: by fields or as JSON, as they were left the last time. */
export function useToolArguments(resource: ResourceKey, content: ToolContent): ToolArguments {
  const { store } = useApp();
  const last = useAppState(inputsOf)[resource]?.values ?? NONE;
  const [values, setValues] = useState(last);
  const [way, setWay] = useState<Way>(last[WHOLE] === undefined ? "form" : "json");
  const [faults, setFaults] = useState(NONE);
  const fields = fieldsOf(content);
  const whole = values[WHOLE] ?? "";
  const changeWhole = (text: string): void => setValues({ ...values, [WHOLE]: text });
  return {
    ...{ fields, way, values, whole, faults, changeWhole },
    wholeFault: faults[WHOLE],
    choose: (next) => {
      const read = readFields(fields, values);
      if (next === "json") changeWhole(JSON.stringify(read.ok ? read.value : {}, null, 2));
      setFaults(NONE);
      setWay(next);
    },
    change: (field, text) => setValues({ ...values, [field]: text }),
    fill: (input) => {
      setFaults(NONE);
      setValues({ ...writeFields(fields, input), [WHOLE]: JSON.stringify(input, null, 2) });
    },
    read: () => {
      const read = way === "form" ? readFields(fields, values) : readWhole(whole);
      setFaults(read.ok ? NONE : read.error);
      return read.ok ? { input: read.value } : null;
    },
    remember: () => {
      const { [WHOLE]: _whole, ...texts } = values;
      store.getState().setRunInput(resource, { values: way === "json" ? values : texts, model: null });
    },
  };
}

function readWhole(text: string) {
  const read = readArguments(text);
  return read.ok ? read : ({ ok: false, error: { [WHOLE]: read.error } } as const);
}

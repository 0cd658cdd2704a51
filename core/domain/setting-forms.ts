import { z } from "zod";
import { sessionConfigSchema } from "./session.ts";

/** What one setting of a session may be, by its dotted path, as `--set` and `session:` of workspace.yaml take it. */
export type SettingForm = {
  readonly path: string;
  /** For people: "1 to 64", "either, score or correct". */
  readonly words: string;
  /** Whether a number may stand there. */
  readonly allows: (value: number) => boolean;
};

/** Of a schema, what is asked of it here. */
type Form = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly oneOf?: readonly Form[];
  readonly anyOf?: readonly Form[];
};

/** Every setting, as the schema that refuses them has it. */
export function listSettingForms(): readonly SettingForm[] {
  const { properties = {} } = z.toJSONSchema(sessionConfigSchema, {
    io: "input",
    unrepresentable: "any",
  }) as Form; // Of objects it says this much.
  return Object.entries(properties).flatMap(([name, form]) => formsAt(name, form));
}

function formsAt(path: string, form: Form): readonly SettingForm[] {
  const choices = form.oneOf ?? form.anyOf ?? [form];
  const fields = choices.flatMap(({ properties = {} }) => Object.entries(properties));
  // Each optimizer names its own: what several have in common is one setting.
  const inner = new Map(fields.map(([name, field]) => [`${path}.${name}`, field]));
  if (inner.size > 0) return [...inner].flatMap(([place, field]) => formsAt(place, field));
  return [{ path, words: wordForm(form), allows: (value) => isWithin(form, value) }];
}

/** Whole numbers reach as far as they can be told apart, which is no bound of ours. */
function boundsOf(form: Form): { readonly min: number | undefined; readonly max: number | undefined } {
  const { minimum: min, maximum: max } = form;
  return {
    min: min === undefined || min <= Number.MIN_SAFE_INTEGER ? undefined : min,
    max: max === undefined || max >= Number.MAX_SAFE_INTEGER ? undefined : max,
  };
}

function isWithin(form: Form, value: number): boolean {
  const { min = -Infinity, max = Infinity } = boundsOf(form);
  const { exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity, type } = form;
  return (
    value >= min &&
    value <= max &&
    value > above &&
    value < below &&
    (type !== "integer" || Number.isInteger(value))
  );
}

function wordForm(form: Form): string {
  if (form.enum !== undefined) return form.enum.map(String).join(", ");
  if (typeof form.const === "string") return form.const;
  if (form.type !== "number" && form.type !== "integer")
    return form.type === "array" ? "a list, as JSON" : "text";
  const { min, max } = boundsOf(form);
  const { exclusiveMinimum: above, exclusiveMaximum: below } = form;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  const bounds = [
    ...(min === undefined ? [] : [`${min} or more`]),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(max === undefined ? [] : [`${max} or less`]),
    ...(below === undefined ? [] : [`less than ${below}`]),
  ];
  return bounds.length === 0 ? "a number" : bounds.join(", ");
}

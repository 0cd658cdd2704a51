import { resourceStrings } from "#renderer/strings/resources.ts";

type Schema = {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[] | undefined;
};

type SchemaTableProps = { readonly title: string; readonly schema: Schema };

/** The top level of a JSON Schema for an object: one row per property. What is nested is in the JSON. */
export function SchemaTable({ title, schema }: SchemaTableProps) {
  const properties = Object.entries(schema.properties);
  if (properties.length === 0) return null;
  return (
    <section className="block" aria-label={title}>
      <header className="block-head">
        <h3 className="block-title">{title}</h3>
      </header>
      <dl className="schema">
        {properties.map(([name, property]) => (
          <div key={name} className="schema-row">
            <dt className="mono">{name}</dt>
            <dd className="mono soft">{typeOf(property)}</dd>
            <dd className="faint">
              {schema.required?.includes(name) === true ? resourceStrings.required : resourceStrings.optional}
            </dd>
            <dd>{descriptionOf(property)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function typeOf(property: unknown): string {
  const type = fieldOf(property, "type");
  const values = fieldOf(property, "enum");
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" | ");
  return typeof type === "string" ? type : JSON.stringify(type ?? "any");
}

function descriptionOf(property: unknown): string {
  const description = fieldOf(property, "description");
  return typeof description === "string" ? description : "";
}

function fieldOf(property: unknown, name: string): unknown {
  return typeof property === "object" && property !== null
    ? (property as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

import { isJsonObject, type Json } from "#core/base/json.ts";
import type { PracticeDocument } from "#core/contract/home.ts";
import { homeStrings } from "#renderer/strings/home.ts";

type Example = Extract<PracticeDocument, { state: "ready" }>["example"];

/** What the agent wrote, field by field where there are fields, each with its sign. */
export function WrittenAnswer({ example }: { readonly example: Example }) {
  if (example.error !== null) {
    return (
      <p className="practice-text">
        <span className="mark-bad">✕</span> {homeStrings.noAnswer} {example.error}
      </p>
    );
  }
  if (example.fields.length === 0) return <PlainAnswer value={example.output} isRight={example.isRight} />;
  return <Fields example={example} side="got" />;
}

export function ExpectedAnswer({ example }: { readonly example: Example }) {
  if (example.fields.length === 0) return <PlainAnswer value={example.expected} isRight />;
  return <Fields example={example} side="wanted" />;
}

function PlainAnswer({ value, isRight }: { readonly value: Json; readonly isRight: boolean }) {
  return (
    <p className="practice-text">
      <Sign isRight={isRight} /> {toText(value)}
    </p>
  );
}

type FieldsProps = { readonly example: Example; readonly side: "got" | "wanted" };

/** The same rows on both sides, so that an answer stands beside what was wanted. */
function Fields({ example: { fields }, side }: FieldsProps) {
  return (
    <dl className="practice-fields">
      {fields.map((field) => (
        <div
          key={field.name}
          className={field.isRight ? "practice-field" : "practice-field practice-field-wrong"}
        >
          <dt className="mono">{field.name}</dt>
          <dd className="practice-value">
            <div>
              <Value value={field[side]} />
            </div>
            <span className="practice-sign">
              {side === "wanted" && field.isRight ? null : (
                <Sign isRight={side === "wanted" || field.isRight} />
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sign({ isRight }: { readonly isRight: boolean }) {
  return isRight ? <span className="mark-good">✓</span> : <span className="mark-bad">✕</span>;
}

/** Lists of objects as one line per entry: what people compare are the values, not the braces. */
function Value({ value }: { readonly value: Json }) {
  if (Array.isArray(value) && (value as readonly Json[]).every(isJsonObject)) {
    return (value as readonly Json[]).map((entry, at) => (
      // eslint-disable-next-line react/no-array-index-key -- Entries of a recorded answer never change places.
      <div key={at}>
        {Object.values(entry as Record<string, Json>)
          .map(toText)
          .join(" · ")}
      </div>
    ));
  }
  const text = toText(value);
  return value === null || value === "" ? <span className="faint">{text}</span> : text;
}

function toText(value: Json): string {
  if (value === null) return homeStrings.nothing;
  if (value === "") return homeStrings.empty;
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${toText(inner)}`)
      .join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

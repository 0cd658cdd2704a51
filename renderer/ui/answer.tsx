import { Fragment } from "react";
import { isJsonObject, type Json } from "#core/base/json.ts";
import type { ComparedField } from "#core/contract/shapes.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { compareEntries, toText } from "./compare-entries.ts";
import { ShownText } from "./shown-text.tsx";
import "./answer.css";

/** What an agent answered, beside what was expected of it. */
type Answer = {
  readonly output: Json;
  readonly expected: Json;
  readonly isRight: boolean;
  /** Why there is no answer. */
  readonly error: string | null;
  /** Empty where the scorer has no fields. */
  readonly fields: readonly ComparedField[];
};

const { answer: words } = uiStrings;

/** What the agent wrote, field by field where there are fields, each with its sign. */
export function WrittenAnswer({ answer }: { readonly answer: Answer }) {
  if (answer.error !== null) {
    return (
      <p className="answer-text" dir="auto">
        <RightSign isRight={false} /> {words.noAnswer} {answer.error}
      </p>
    );
  }
  if (answer.fields.length === 0) return <PlainAnswer value={answer.output} isRight={answer.isRight} />;
  return <Fields answer={answer} side="got" />;
}

export function ExpectedAnswer({ answer }: { readonly answer: Answer }) {
  if (answer.fields.length === 0) return <PlainAnswer value={answer.expected} isRight />;
  return <Fields answer={answer} side="wanted" />;
}

function PlainAnswer({ value, isRight }: { readonly value: Json; readonly isRight: boolean }) {
  return (
    <p className="answer-text" dir="auto">
      <RightSign isRight={isRight} /> <ShownText text={toText(value)} />
    </p>
  );
}

type FieldsProps = { readonly answer: Answer; readonly side: "got" | "wanted" };

/** The same rows on both sides, so that an answer stands beside what was wanted. */
function Fields({ answer: { fields }, side }: FieldsProps) {
  return (
    <dl className="answer-fields">
      {fields.map((field) => (
        <div
          key={field.name}
          className={field.isRight ? "answer-field" : `answer-field answer-field-${side}`}
        >
          <dt className="mono">
            <ShownText text={field.name} />
          </dt>
          <dd className="answer-value">
            <div>
              <Value value={field[side]} other={field[side === "got" ? "wanted" : "got"]} />
            </div>
            <span className="answer-sign">
              {side === "wanted" && field.isRight ? null : (
                <RightSign isRight={side === "wanted" || field.isRight} />
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function RightSign({ isRight }: { readonly isRight: boolean }) {
  return isRight ? <span className="mark-good">✓</span> : <span className="mark-bad">✕</span>;
}

/** Both sides in one table, for a narrow place: a row for each field, those that differ marked. */
export function ComparedAnswer({ answer }: { readonly answer: Answer }) {
  const { fields } = answer;
  if (fields.length === 0) {
    return (
      <dl className="answer-pair">
        <div>
          <dt>{words.wrote}</dt>
          <dd>
            <WrittenAnswer answer={answer} />
          </dd>
        </div>
        <div>
          <dt>{words.wanted}</dt>
          <dd>
            <ExpectedAnswer answer={answer} />
          </dd>
        </div>
      </dl>
    );
  }
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.wrote}</th>
          <th scope="col">{words.wanted}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, got, wanted, isRight }) => (
          <tr key={name}>
            <th scope="row" className="mono">
              <ShownText text={name} />
            </th>
            <td className={isRight ? "" : "answer-field-got"} dir="auto">
              <div className="answer-got">
                <div>
                  <Value value={got} other={wanted} />
                </div>
                <span className="answer-sign">
                  <RightSign isRight={isRight} />
                  <span className="visually-hidden">{isRight ? words.right : words.differs}</span>
                </span>
              </div>
            </td>
            <td className={isRight ? "" : "answer-field-wanted"} dir="auto">
              <Value value={wanted} other={got} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ValueProps = { readonly value: Json; readonly other: Json };

/**
 * Lists of objects as one line per entry: what people compare are the values, not the braces. Of an entry that differs,
 * the values that do are marked.
 */
function Value({ value, other }: ValueProps) {
  if (Array.isArray(value) && (value as readonly Json[]).every(isJsonObject)) {
    return compareEntries(value, other).map((parts, at) => (
      // eslint-disable-next-line react/no-array-index-key -- Entries of a recorded answer never change places.
      <div key={at}>
        {parts.map(({ name, text, differs }, place) => (
          <Fragment key={name}>
            {place === 0 ? null : " · "}
            {differs ? (
              <b className="answer-differs">
                <ShownText text={text} />
              </b>
            ) : (
              <ShownText text={text} />
            )}
          </Fragment>
        ))}
      </div>
    ));
  }
  const text = toText(value);
  return value === null || value === "" ? <span className="faint">{text}</span> : <ShownText text={text} />;
}

import type { MessageDocument, MessagePart } from "#core/contract/traces.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { FoldedText } from "./folded-text.tsx";
import { formatJson } from "./span-text.ts";

/** A conversation as it went: who said what, what was called, what came back. */
export function SpanMessages({ messages }: { readonly messages: readonly MessageDocument[] }) {
  return (
    <ol className="messages">
      {messages.map((message, at) => (
        // eslint-disable-next-line react/no-array-index-key -- Messages of a recorded span never change places.
        <li key={at} className={`span-message span-message-${message.role}`}>
          <div className="span-message-role">
            {message.role}
            {message.isOutput ? <span className="span-message-mark">{tracesStrings.answer}</span> : null}
          </div>
          <div className="span-message-parts">
            {message.parts.map((part, index) => (
              // eslint-disable-next-line react/no-array-index-key -- Neither do their parts.
              <Part key={index} part={part} mostLines={message.role === "system" ? 8 : 14} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Part({ part, mostLines }: { readonly part: MessagePart; readonly mostLines: number }) {
  switch (part.kind) {
    case "text":
      return <TextPart text={part.text} mostLines={mostLines} />;
    case "thought":
      return (
        <div className="span-message-thought">
          <div className="span-message-mark">{tracesStrings.thought}</div>
          <FoldedText text={part.text} isCode={false} mostLines={6} />
        </div>
      );
    case "call":
      return (
        <div className="span-message-call">
          <div className="span-message-call-name">
            <span aria-hidden="true">▲</span> {tracesStrings.calls(part.name)}
          </div>
          <FoldedText text={formatJson(part.arguments)} isCode mostLines={8} />
        </div>
      );
    case "result":
      return <FoldedText text={formatJson(part.result)} isCode mostLines={8} />;
    case "other":
      return <FoldedText text={formatJson(part.json)} isCode mostLines={6} />;
  }
}

/** What a model wrote is often JSON; laid out it reads better, and looks like what it is. */
function TextPart({ text, mostLines }: { readonly text: string; readonly mostLines: number }) {
  const laidOut = formatJson(text);
  return <FoldedText text={laidOut} isCode={laidOut !== text} mostLines={mostLines} />;
}

/** Source with line numbers that are not copied along. */
export function CodeText({ code }: { readonly code: string }) {
  const lines = code.replace(/\n$/, "").split("\n");
  return (
    <div className="code-text">
      <div className="code-numbers" aria-hidden="true">
        {lines.map((_line, at) => at + 1).join("\n")}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Long lines scroll; what scrolls must be reachable by keys. */}
      <pre className="code-lines" dir="auto" tabIndex={0}>
        {lines.join("\n")}
      </pre>
    </div>
  );
}

import type { FileProblem } from "#core/domain/resource-file.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./files.css";

/** What is wrong with files: each by its file and line. */
export function FileProblems({
  problems,
  title,
}: {
  readonly problems: readonly FileProblem[];
  readonly title: string;
}) {
  return (
    <section aria-label={title} className="files-problems">
      <p className="files-problems-title">
        <Mark meaning="bad">{title}</Mark>
      </p>
      <ul>
        {problems.map(({ file, line, path, reason }) => (
          <li key={`${file} ${line ?? ""} ${path} ${reason}`}>
            <span className="mono">
              <ShownText text={fileStrings.place(file, line)} />
            </span>{" "}
            {path === "" ? null : <span className="mono faint">{path}</span>} <ShownText text={reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}

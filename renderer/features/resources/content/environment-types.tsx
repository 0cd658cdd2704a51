import type { ReactNode } from "react";
import type { EnvironmentContent, EnvironmentOfType } from "#core/domain/content/environment.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CodeText } from "#renderer/features/resources/variable/code-text.tsx";

/** What a type of environment shows of its own. */
interface EnvironmentTypeReading<C extends EnvironmentContent = EnvironmentContent> {
  /** Rows beside its type: what its configuration says. */
  fields(content: C): ReactNode;
  /** What each rollout begins with; null where that is nothing. */
  initialState(content: C): ReactNode;
}

const READINGS: {
  readonly [T in EnvironmentContent["type"]]: EnvironmentTypeReading<EnvironmentOfType<T>>;
} = {
  filesystem: {
    fields: ({ config }) => (
      <div className="fields-row">
        <dt>{resourceStrings.maxFileBytes}</dt>
        <dd className="number">{resourceStrings.bytes(config.maxFileBytes)}</dd>
      </div>
    ),
    initialState: ({ initialState }) => <Files files={Object.entries(initialState.files)} />,
  },
};

/** What an environment of this content's type shows. Invariant: it is asked about this content alone, whose type it is. */
export function environmentTypeReading({ type }: EnvironmentContent): EnvironmentTypeReading {
  return READINGS[type];
}

function Files({ files }: { readonly files: ReadonlyArray<readonly [path: string, text: string]> }) {
  if (files.length === 0) return null;
  return (
    <section className="block" aria-label={resourceStrings.files}>
      <header className="block-head">
        <h3 className="block-title">{resourceStrings.files}</h3>
      </header>
      {files.map(([path, text]) => (
        <div key={path}>
          <div className="environment-file-path mono">{path}</div>
          <CodeText code={text} />
        </div>
      ))}
    </section>
  );
}

import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** What went wrong, what to do, and where, in the room of a form. */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  const { message, hint, link, code } = problem;
  return (
    <div role="alert" className="measure-problem" data-code={code}>
      <p>
        <ShownText text={message} />
      </p>
      {hint === "" ? null : (
        <p className="soft">
          <ShownText text={hint} />
        </p>
      )}
      {link === undefined ? null : (
        <a className="link" href={link.href}>
          {link.label}
        </a>
      )}
    </div>
  );
}

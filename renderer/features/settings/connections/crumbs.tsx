import { hrefTo } from "#renderer/navigation/route.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";

/** The way back up: Settings, and from one connection to all of them. */
export function Crumbs({ shown }: { readonly shown?: string }) {
  return (
    <nav className="crumbs" aria-label={connectionStrings.crumbs}>
      <a className="link" href={hrefTo("settings")}>
        {connectionStrings.settings}
      </a>
      <span aria-hidden="true">›</span>
      {shown === undefined ? (
        <span aria-current="page">{connectionStrings.title}</span>
      ) : (
        <>
          <a className="link" href={hrefTo("settings", ["connections"])}>
            {connectionStrings.title}
          </a>
          <span aria-hidden="true">›</span>
          <span aria-current="page">{shown}</span>
        </>
      )}
    </nav>
  );
}

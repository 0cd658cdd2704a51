import type { CustomScheme } from "electron";
import { AppError } from "#core/base/app-error.ts";
import { readAsset, type Asset } from "#core/host/web/asset.ts";
import { SECURITY_HEADERS } from "#core/host/web/headers.ts";

/** The window's own origin. A page of `file:` would share one with every file of the disk. */
export const APP_ORIGIN = "app://bundle";
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

export const APP_SCHEME: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Whether an address is the window's page, wherever in it: what a reload of the page asks for. */
export function isAppPage(url: string): boolean {
  return url.split(/[?#]/, 1)[0] === APP_PAGE;
}

/** Answers the scheme with the built window's files, under the web host's policy. */
export function serveApp(
  assets: string,
  reportBug: (error: unknown) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== "GET" || `app://${host}` !== APP_ORIGIN) return refuse(404);
    try {
      return answer(await readAsset(assets, pathname));
    } catch (error) {
      if (error instanceof AppError) return refuse(error.code === "path-refused" ? 400 : 404);
      reportBug(error);
      return refuse(500);
    }
  };
}

function answer({ body, contentType }: Asset): Response {
  return new Response(new Uint8Array(body), {
    headers: { ...SECURITY_HEADERS, "content-type": contentType },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}

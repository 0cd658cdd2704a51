import { AppError } from "#core/base/app-error.ts";
import { openStore } from "#core/store/store.ts";

/** Opens the store at the path, as another user where RUN_AS says so, and prints how that went. */
const user = process.env["RUN_AS"];
if (user !== undefined) process.setuid?.(Number(user));
try {
  openStore(process.argv[2] ?? "", { readOnly: false }).close();
  console.log("done");
} catch (error) {
  console.log(error instanceof AppError ? error.code : String(error));
}

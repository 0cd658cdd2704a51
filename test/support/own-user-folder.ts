import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What tests let keys do is written down beside them, never in the folder of whoever runs them.
process.env["AUTOGENESIS_CONFIG"] = mkdtempSync(join(tmpdir(), "user-folder-"));

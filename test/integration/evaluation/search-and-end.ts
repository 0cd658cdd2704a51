import { execGuarded } from "#core/evaluation/guarded-pattern.ts";

// Searches twice, says what was found, and has nothing more to do.
const found = await execGuarded(/b+/, ["abba"]);
const none = await execGuarded(/a/, ["x"]);
process.stdout.write(JSON.stringify([found, none]));

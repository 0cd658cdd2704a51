import { registerHooks } from "node:module";

const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});

// Imported only now, so that all of it is seen.
const { loadAhead } = await import("#core/app/apart/serving-router.ts");
await loadAhead();
console.log(loaded.join("\n"));

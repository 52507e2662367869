// What Harper would change: reads {"dialect": ..., "texts": [{"text": ..., "markdown": ...}]} from standard input and
// writes, for each text, a list of {"start", "end", "after"}: the first suggestion of each lint that has one, in order.
// Harper counts UTF-16 units, the answer counts code points.
//
//     node harper.mjs FOLDER-THAT-HOLDS-NODE-MODULES < request.json > answer.json

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const home = join(resolve(process.argv[2]), "node_modules", "harper.js", "dist");
const load = (name) => import(pathToFileURL(join(home, name)).href);
const { Dialect, LocalLinter, SuggestionKind } = await load("index.js");
const { binaryInlined } = await load("binaryInlined.js");

const request = JSON.parse(readFileSync(0, "utf8"));
const linter = new LocalLinter({ binary: binaryInlined, dialect: Dialect[request.dialect] });

const answer = [];
for (const { text, markdown } of request.texts) {
  const points = (at) => Array.from(text.slice(0, at)).length;
  const found = [];
  for (const lint of await linter.lint(text, { language: markdown ? "markdown" : "plaintext" })) {
    const [first] = lint.suggestions();
    if (!first) continue;
    const { start, end } = lint.span();
    const put = first.get_replacement_text();
    const inserts = first.kind() === SuggestionKind.InsertAfter;
    const after = inserts ? text.slice(start, end) + put : put;
    found.push({ start: points(start), end: points(end), after });
  }
  found.sort((left, right) => left.start - right.start || left.end - right.end);
  answer.push(found);
}
writeFileSync(1, JSON.stringify(answer));

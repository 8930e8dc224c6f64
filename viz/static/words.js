// The words of the page, one file a language.

const known = {};
let words = {};
export let language = "vi";

export async function speak(lang) {
  if (!known[lang]) known[lang] = await (await fetch(`/static/${lang}.json`)).json();
  words = known[lang];
  language = lang;
  document.documentElement.lang = lang;
}

// A phrase with its {places} filled in; `document[s]` ends as the number before it wants, `bod[y|ies]` too.
export function t(key, values = {}) {
  let last;
  return (words[key] ?? key).replace(/\{(\w+)\}|\[(?:([^|\]]*)\|)?([^|\]]+)\]/g, (_, name, one, many) => {
    if (many) return String(last) === "1" ? one ?? "" : many;
    last = typeof values[name] === "number" ? count(values[name]) : values[name];
    return String(last ?? "");
  });
}

// A day as people write it: 30/07/2021; in English it stays ISO.
export function day(iso) {
  if (!iso || iso.length !== 10 || language === "en") return iso || "";
  return `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

export function count(value) {
  return value.toLocaleString(language === "en" ? "en" : "vi");
}

export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
}

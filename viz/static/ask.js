// Questions to the server the page came from. The last answers are kept; what was asked before the newest is dropped.

import { state } from "./state.js";

const kept = new Map();
const MOST = 30;

export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title || String(status));
    this.problem = problem;
    this.status = status;
  }
}

export function query(asked) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries({ lang: state.lang, on: state.on, ...asked })) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== "" && each !== null && each !== undefined && each !== false) text.append(name, String(each));
    }
  }
  return text.toString();
}

export async function ask(path, asked = {}, { signal } = {}) {
  const url = `/view/${path}?${query(asked)}`;
  const old = kept.get(url);
  const response = await fetch(url, { signal, headers: old ? { "If-None-Match": old.tag } : {} });
  if (response.status === 304 && old) return old.data;
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(data, response.status);
  const tag = response.headers.get("ETag");
  if (tag) {
    kept.delete(url);
    kept.set(url, { tag, data });
    if (kept.size > MOST) kept.delete(kept.keys().next().value);
  }
  return data;
}

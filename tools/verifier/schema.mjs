// SPDX-License-Identifier: AGPL-3.0-or-later
// Checks a document against its published schema (schema/json), for as much of JSON Schema
// as those use. An unknown keyword stops: a check must not be passed over in silence.

import { need, utf8 } from "./bytes.mjs";

const WORDS = new Set(["$schema", "$id", "$defs", "title", "description"]);
const NAME_BYTES = /at most (\d+) bytes of UTF-8/;
const DAY = "the day exists";

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isType(value, type) {
  return {
    object: isObject(value),
    array: Array.isArray(value),
    string: typeof value === "string",
    integer: Number.isSafeInteger(value),
    boolean: typeof value === "boolean",
  }[type];
}

// What a description demands in words.
function isAsDescribed(value, words) {
  const most = NAME_BYTES.exec(words);
  if (most && utf8(value).length > Number(most[1])) {
    return false;
  }
  return !words.includes(DAY) || !Number.isNaN(momentOf(value));
}

// Unix seconds of an RFC 3339 time in UTC; NaN for a day that is none.
export function momentOf(text) {
  const time = Date.parse(text);
  return new Date(time).toISOString?.call(new Date(time)).replace(".000Z", "Z") === text ? time / 1000 : NaN;
}

const KEYWORDS = {
  type: (value, type) => isType(value, type),
  const: (value, wanted) => value === wanted,
  enum: (value, wanted) => wanted.includes(value),
  pattern: (value, pattern) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: (value, least) => typeof value !== "string" || [...value].length >= least,
  maxLength: (value, most) => typeof value !== "string" || [...value].length <= most,
  minimum: (value, least) => typeof value !== "number" || value >= least,
  maximum: (value, most) => typeof value !== "number" || value <= most,
  minItems: (value, least) => !Array.isArray(value) || value.length >= least,
  maxItems: (value, most) => !Array.isArray(value) || value.length <= most,
  uniqueItems: (value, wanted) => !wanted || !Array.isArray(value) || new Set(value).size === value.length,
  items: (value, schema, root) => !Array.isArray(value) || value.every((item) => isValid(item, schema, root)),
  required: (value, names) => !isObject(value) || names.every((name) => name in value),
  properties: (value, schemas, root) =>
    !isObject(value) || Object.keys(schemas).every((name) => !(name in value) || isValid(value[name], schemas[name], root)),
  additionalProperties: (value, wanted, root, schema) =>
    wanted || !isObject(value) || Object.keys(value).every((name) => Object.hasOwn(schema.properties, name)),
  $ref: (value, path, root) => isValid(value, root.$defs[path.replace("#/$defs/", "")], root),
  oneOf: (value, schemas, root) => schemas.filter((schema) => isValid(value, schema, root)).length === 1,
  not: (value, schema, root) => !isValid(value, schema, root),
  if: (value, condition, root, schema) => {
    const branch = isValid(value, condition, root) ? schema.then : schema.else;
    return branch === undefined || isValid(value, branch, root);
  },
  then: () => true,
  else: () => true,
};

function isValid(value, schema, root) {
  if (typeof schema === "boolean") {
    return schema;
  }
  const words = schema.description ?? "";
  return Object.entries(schema).every(([keyword, wanted]) => {
    if (WORDS.has(keyword)) {
      return true;
    }
    if (!Object.hasOwn(KEYWORDS, keyword)) {
      throw new Error(`a schema says ${keyword}, which this verifier does not know`);
    }
    return KEYWORDS[keyword](value, wanted, root, schema);
  }) && (schema === root || isAsDescribed(value, words));
}

export function checkSchema(value, schema) {
  need(isValid(value, schema, schema), `it is not as the schema says: ${schema.title}`);
}

/** Files that are no JSON. */
import type { WrongFile } from './wrongFiles';

export const WRONG_TEXTS: WrongFile[] = Object.entries({
  'json-nothing': '',
  'json-blank': '  \n// only a comment\n',
  'json-number': '3',
  'json-cut-list': '{ "a": [1, 2',
  'json-cut-key': '{ "version": 1, "da',
  'json-no-value': '{ "version": , "seed": 1 }',
  'json-no-colon': '{ "version" 1 }',
  'json-no-comma': '{ "version": 1\n  "seed": 2 }',
  'json-two-commas': '{ "version": 1,, "seed": 2 }',
  'json-semicolon': '{ "version": 1; "seed": 2 }',
  'json-bare-key': '{ version: 1 }',
  'json-comment-close': '{ "version": 1 } */',
  'json-list-in-object': '{ "version": [1} ',
  'json-exponent': '{ "version": 1e }',
  'json-point': '{ "version": 1., "seed": .5 }',
  'json-nan': '{ "seed": NaN, "a": Infinity, "b": -Infinity }',
  'json-undefined': '{ "seed": undefined }',
  'json-false': '{ "seed": False }',
  'json-unicode': '{ "name": "\\u12" }',
  'json-deep': '['.repeat(500) + ']'.repeat(500),
}).map(([name, text]) => ({ name, text }));

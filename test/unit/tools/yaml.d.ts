/** The part of js-yaml, which has no types of its own, that tests use. */
declare module 'js-yaml' {
  export function load(text: string): unknown;
}

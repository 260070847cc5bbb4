/** Files with mistakes that the fixtures do not have, so that every sentence of the reader is read. */

export interface WrongFile {
  name: string;
  text: string;
  /** Data files beside it. */
  files?: { [path: string]: string | Uint8Array };
}

export const WRONG: WrongFile[] = [];

/** All transcripts. */
import { EDITOR } from './editor';
import type { Transcript } from '../transcript';
import { FINDINGS } from './findings';
import { MANIFEST } from './manifest';
import { QUESTIONS } from './questions';
import { READER } from './reader';
import { SCENES } from './scenes';
import { SIDEBAR } from './sidebar';
import { TERMINAL } from './terminal';

export const TRANSCRIPTS: Transcript[] = [
  ...READER,
  ...FINDINGS,
  ...EDITOR,
  ...SIDEBAR,
  ...SCENES,
  ...QUESTIONS,
  ...TERMINAL,
  ...MANIFEST,
];
